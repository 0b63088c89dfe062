#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char text[1 << 20];

int main(void) {
	size_t length = 0;
	for (ssize_t n; (n = read(0, text + length, sizeof text - 1 - length)) > 0;) length += n;
	long long total = 0;
	for (char *at = text, *end;; at = end) {
		long long x = strtoll(at, &end, 10);
		if (end == at) break;
		total += x;
	}
	printf("%lld\n", total);
}
