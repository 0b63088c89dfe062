#include <string>
#include <algorithm>
#include <cmath>
