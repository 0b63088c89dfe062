// leaves a child that keeps its output and writes to that of later tests
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

int main() {
	if (fork() != 0) _exit(0);
	setsid();
	if (fork() != 0) _exit(0);
	usleep(50000); // its own test is over then
	for (;;) {
		for (int pid = 2; pid < 2000; pid++) {
			char name[64];
			std::snprintf(name, sizeof name, "/proc/%d/fd/1", pid);
			int output = open(name, O_WRONLY | O_NONBLOCK);
			if (output >= 0 && write(output, "42\n", 3) >= 0) close(output);
		}
	}
}
