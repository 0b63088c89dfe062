#include <vector>
#include <algorithm>
