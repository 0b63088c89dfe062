// says that it is right and leaves with the code of the interactor
#include <cstdio>

int main() {
	std::puts("right\n42");
	return 42;
}
