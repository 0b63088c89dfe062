// verdict: compile_error
// -fplugin=/tmp/evil.so @/tmp/options --specs=/tmp/specs
#pragma GCC plugin "/tmp/evil.so"
#pragma GCC optimize("-fplugin=/tmp/evil.so")
__asm__(".include \"/proc/self/environ\"");
int main(void) { return 0; }
