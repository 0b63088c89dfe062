// verdict: compile_error
constexpr long spin(long n)
{
	long sum = 0;
	for (long i = 0; i < n; i++)
		sum += i;
	return sum;
}

int main()
{
	constexpr long x = spin(1L << 40);
	return x;
}
