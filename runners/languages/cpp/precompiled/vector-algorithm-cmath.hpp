#include <vector>
#include <algorithm>
#include <cmath>
