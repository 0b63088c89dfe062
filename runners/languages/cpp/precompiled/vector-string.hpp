#include <vector>
#include <string>
