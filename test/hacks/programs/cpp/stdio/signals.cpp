// sends signals to its parent, to its session and to every process that it can name
#include <csignal>
#include <cstdio>
#include <unistd.h>

int main() {
	for (int number = 1; number < 65; number++) {
		if (getppid() > 0) kill(getppid(), number);
		kill(-1, number == SIGSTOP ? SIGCONT : number);
		for (int pid = 1; pid < 1000; pid++)
			if (pid != getpid()) kill(pid, number);
	}
	std::puts("passed");
}
