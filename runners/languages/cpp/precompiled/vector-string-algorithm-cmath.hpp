#include <vector>
#include <string>
#include <algorithm>
#include <cmath>
