// starts itself anew under LD_PRELOAD and leaves options for the loader of later tests
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <unistd.h>

int main(int, char **argv) {
	for (const char *name : {"/etc/ld.so.preload", "/box/ld.so.preload", "/prog/ld.so.conf", "/prog/main"}) std::ofstream(name) << "/box/exit.so\n";
	if (std::getenv("LD_PRELOAD") == nullptr) {
		setenv("LD_PRELOAD", "/box/exit.so", 1);
		setenv("LD_LIBRARY_PATH", "/box", 1);
		execv("/proc/self/exe", argv);
	}
	std::puts("passed");
}
