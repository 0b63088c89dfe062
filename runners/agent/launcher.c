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
#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
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
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			if (setsid() < 0 || setns(LAUNCHER_ROOM, CLONE_NEWPID) < 0)
				_exit(3);
			close(LAUNCHER_SOCKET);
			close(LAUNCHER_ROOM);
			int watch;
			if (confine(&message.confinement, &watch) < 0)
				_exit(4);
			template_socket = fds[0];
			if (watch >= 0 && send_packet(template_socket, "w", 1, &watch, 1) < 0)
				_exit(5);
			if (watch >= 0)
				close(watch);
			return fds[1];
		}
		close(fds[0]);
		close(fds[1]);
	}
}

/* In the template, once: the program compiled (`ok`), or did not, and why. */
void assay_ready(int ok, const char *text)
{
	struct ready_message message = {.ok = ok};
	size_t length = strnlen(text, sizeof message.message);
	memcpy(message.message, text, length);
	if (send_packet(template_socket, &message, (uint32_t)(offsetof(struct ready_message, message) + length), NULL, 0) < 0)
		_exit(5);
}

static void become_test(const struct test_message *message, const int fds[4])
{
	if (setsid() < 0)
		_exit(126);
	for (int i = 0; i < 4; i++)
		if (fds[i] >= 0 && dup2(fds[i], i) < 0)
			_exit(126);
	syscall(SYS_close_range, fds[3] >= 0 ? 4 : 3, ~0u, 0);
	if (message->confinement.oom_first)
		offer_to_oom_killer();
	if (confine_limits(&message->confinement) < 0 || chdir("/box") < 0)
		_exit(126);
}

/* In the template: waits for tests; returns in each test's own process. */
void assay_next_test(void)
{
	for (;;) {
		struct test_message message;
		int fds[4];
		long n = receive_packet(template_socket, &message, sizeof message, fds, 4);
		if (n != (long)sizeof message || fds[0] < 0 || fds[1] < 0 || fds[2] < 0)
			_exit(n == 0 ? 0 : 6);
		pid_t pid = fork_interpreter();
		if (pid == 0) {
			become_test(&message, fds);
			return;
		}
		struct test_report report = {.failed = pid < 0 ? errno : 0};
		for (int i = 0; i < 4; i++)
			if (fds[i] >= 0)
				close(fds[i]);
		if (pid > 0) {
			struct rusage used;
			while (wait4(pid, &report.wait_status, 0, &used) < 0 && errno == EINTR)
				;
			report.cpu_us = (uint64_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000u +
					(uint64_t)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
			report.largest_kb = (uint64_t)used.ru_maxrss;
		}
		if (send_packet(template_socket, &report, sizeof report, NULL, 0) < 0)
			_exit(5);
	}
}
