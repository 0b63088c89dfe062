/* The zygote's part of a launcher, as a library that any interpreter can load.
 *
 * Theory of operation
 *
 * A launcher is a warm interpreter outside the room. For each program it forks a
 * *template*: assay_next_program() returns there, after the template has pointed
 * its future children at the room's pid namespace and given up every right. The
 * interpreter compiles the program (it does not run it) and says so with
 * assay_ready(). Then assay_next_test() forks one process per test: it returns
 * only in that process, which is in the room, in a session of its own, with the
 * test's descriptors as 0, 1, 2 (and 3, the channel), and nothing else open.
 *
 * A candidate cannot reach the template: it is in another pid namespace, so it
 * has no number there; it is not in /proc of the room; the process group and the
 * session are left; its sockets are closed. The template runs none of the
 * candidate's code, and what it says is only how a process ended.
 *
 * The loops are in C so that waiting and forking touches few of the
 * interpreter's pages: every page touched before a fork is a page fault after.
 */
#define _GNU_SOURCE
#include "template.h"

#include <signal.h>
#include <unistd.h>

/* CPython's own fork hooks, present when CPython loads this library. */
extern void PyOS_BeforeFork(void) __attribute__((weak));
extern void PyOS_AfterFork_Parent(void) __attribute__((weak));
extern void PyOS_AfterFork_Child(void) __attribute__((weak));

static int template_socket = -1;

static pid_t fork_interpreter(void)
{
	if (PyOS_BeforeFork)
		PyOS_BeforeFork();
	pid_t pid = fork();
	if (pid == 0 && PyOS_AfterFork_Child)
		PyOS_AfterFork_Child();
	if (pid != 0 && PyOS_AfterFork_Parent)
		PyOS_AfterFork_Parent();
	return pid;
}

/* In the launcher: waits for programs; returns, in a new template, the descriptor of the program's text. */
int assay_next_program(void)
{
	signal(SIGCHLD, SIG_IGN); /* templates that have ended are not waited for */
	for (;;) {
		struct launch_message message;
		int fds[2];
		long n = receive_packet(LAUNCHER_SOCKET, &message, sizeof message, fds, 2);
		if (n != (long)sizeof message || fds[0] < 0 || fds[1] < 0)
			_exit(n == 0 ? 0 : 2);
		pid_t pid = fork_interpreter();
		if (pid == 0) {
			signal(SIGCHLD, SIG_DFL);
			close(LAUNCHER_SOCKET);
			if (become_template(&message.confinement, LAUNCHER_ROOM, fds[0]) < 0)
				_exit(4);
			close(LAUNCHER_ROOM);
			template_socket = fds[0];
			return fds[1];
		}
		close(fds[0]);
		close(fds[1]);
	}
}

/* In the template, once: the program compiled (`ok`), or did not, and why. */
void assay_ready(int ok, const char *text)
{
	if (tell_ready(template_socket, ok, text) < 0)
		_exit(5);
}

static pid_t fork_test(const struct test_message *message, const int fds[4], const void *what)
{
	(void)what;
	pid_t pid = fork_interpreter();
	if (pid == 0 && (become_test(message, fds) < 0 || chdir("/box") < 0))
		_exit(126);
	return pid;
}

/* In the template: waits for tests; returns in each test's own process. */
void assay_next_test(void)
{
	serve_tests(template_socket, fork_test, NULL);
}
