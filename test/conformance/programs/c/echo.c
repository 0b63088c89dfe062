#include <stdio.h>

int main(void) {
	char part[65536];
	for (size_t n; (n = fread(part, 1, sizeof part, stdin)) > 0;) fwrite(part, 1, n, stdout);
}
