// leaves with exit code 0 before it has printed anything
#include <cstdlib>

int main() {
	std::_Exit(0);
}
