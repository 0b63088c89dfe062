// fails, and has destructors, handlers and signals make the exit code 0
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <unistd.h>

static void pass() {
	std::puts("passed");
	std::fflush(stdout);
	_exit(0);
}

struct Passes {
	~Passes() { pass(); }
} passes;

int main() {
	std::atexit(pass);
	std::at_quick_exit(pass);
	std::set_terminate(pass);
	std::signal(SIGABRT, [](int) { pass(); });
	throw 1;
}
