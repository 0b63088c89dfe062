// verdict: time_limit
#include <pthread.h>

static void *burn(void *unused)
{
	for (volatile long n = 0;; n++)
		;
	return unused;
}

int main(void)
{
	pthread_t threads[8];
	for (int i = 0; i < 8; i++)
		pthread_create(&threads[i], 0, burn, 0);
	pthread_join(threads[0], 0);
}
