// verdict: compile_error
char large[1L << 31] = {1};
int main(void) { return large[0] - 1; }
