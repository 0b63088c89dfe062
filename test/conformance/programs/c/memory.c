#include <stdlib.h>
#include <string.h>

int main(void) {
	for (;;) {
		volatile char *held = malloc(1 << 20);
		if (held) memset((char *)held, 'x', 1 << 20);
	}
}
