#include <stdio.h>
#include <stdlib.h>

static char text[1 << 20];

int main(void) {
	text[fread(text, 1, sizeof text - 1, stdin)] = 0;
	long long total = 0;
	for (char *at = text, *end;; at = end) {
		long long x = strtoll(at, &end, 10);
		if (end == at) break;
		total += x;
	}
	printf("%lld\n", total);
}
