#include <stdio.h>
#include <stdlib.h>

int main(void) {
	char line[4096];
	long long total = 0;
	while (fgets(line, sizeof line, stdin)) {
		for (char *at = line, *end;; at = end) {
			long long x = strtoll(at, &end, 10);
			if (end == at) break;
			total += x;
		}
	}
	printf("%lld\n", total);
}
