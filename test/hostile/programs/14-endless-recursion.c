// verdict: runtime_error memory_limit
#include <stdio.h>

static int down(volatile int *above)
{
	volatile int here[64] = {*above + 1};
	return down(here) + here[0];
}

int main(void)
{
	volatile int top = 0;
	printf("%d\n", down(&top));
}
