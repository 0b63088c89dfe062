#define _GNU_SOURCE
#include "template.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int become_template(const struct confinement *confinement, int room, int socket)
{
	int watch;
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || setsid() < 0 || setns(room, CLONE_NEWPID) < 0 || confine(confinement, &watch) < 0)
		return -1;
	if (watch < 0)
		return 0;
	int sent = send_packet(socket, "w", 1, &watch, 1);
	close(watch);
	return sent;
}

int tell_ready(int socket, int ok, const char *text)
{
	struct ready_message message = {.ok = ok};
	size_t length = strnlen(text, sizeof message.message);
	memcpy(message.message, text, length);
	return send_packet(socket, &message, (uint32_t)(offsetof(struct ready_message, message) + length), NULL, 0);
}

int become_test(const struct test_message *message, const int fds[4])
{
	if (setsid() < 0)
		return -1;
	for (int i = 0; i < 4; i++)
		if (fds[i] >= 0 && dup2(fds[i], i) < 0)
			return -1;
	syscall(SYS_close_range, fds[3] >= 0 ? 4 : 3, ~0u, 0);
	if (message->confinement.oom_first)
		offer_to_oom_killer();
	return confine_limits(&message->confinement);
}

static void wait_for(pid_t pid, struct test_report *report)
{
	struct rusage used;
	while (wait4(pid, &report->wait_status, 0, &used) < 0 && errno == EINTR)
		;
	report->cpu_us = (uint64_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000u +
			 (uint64_t)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
	report->largest_kb = (uint64_t)used.ru_maxrss;
}

void serve_tests(int socket, start_test *start, const void *what)
{
	for (;;) {
		struct test_message message;
		int fds[4];
		long n = receive_packet(socket, &message, sizeof message, fds, 4);
		if (n != (long)sizeof message || fds[0] < 0 || fds[1] < 0 || fds[2] < 0)
			_exit(n == 0 ? 0 : 6);
		pid_t pid = start(&message, fds, what);
		if (pid == 0)
			return;
		struct test_report report = {.failed = pid < 0 ? errno : 0};
		for (int i = 0; i < 4; i++)
			if (fds[i] >= 0)
				close(fds[i]);
		if (pid > 0)
			wait_for(pid, &report);
		if (send_packet(socket, &report, sizeof report, NULL, 0) < 0)
			_exit(5);
	}
}
