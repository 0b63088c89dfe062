#include <algorithm>
#include <cmath>
