#include <iostream>
#include <vector>
#include <algorithm>
#include <cmath>
