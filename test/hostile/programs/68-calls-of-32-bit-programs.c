// verdict: runtime_error
#include <stdio.h>

int main(void)
{
	long number = 20; /* getpid */
	__asm__ volatile("int $0x80" : "+a"(number) : : "memory");
	printf("%s\n", number < 0 ? "refused" : "ok");
}
