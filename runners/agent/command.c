/* The template of a command: what a test of a compiled program costs is a spawn.
 *
 * Giving up rights takes about as long as starting a small program: the kernel compiles
 * the system-call filter each time that it is set. So that is done once, in a process
 * that is kept for as long as the same command is run under the same limits. It shares
 * its memory with each child until that has become the command (vfork), so that none of
 * it has to be copied. What launcher.c says of a candidate and a template holds here too.
 */
#define _GNU_SOURCE
#include "run.h"
#include "template.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t spawn_test(const struct test_message *message, const int fds[4], const void *what)
{
	const struct run_request *request = what;
	static volatile int error; /* of a child that could not become the command */
	error = 0;
	pid_t pid = vfork();
	if (pid == 0) {
		if (become_test(message, fds) == 0 && chdir(request->flags & RUN_IN_PROGRAM_DIR ? "/prog" : "/box") == 0)
			execvpe(request->argv[0], request->argv, request->envp);
		error = errno ? errno : EIO;
		_exit(127);
	}
	if (pid > 0 && error) {
		waitpid(pid, NULL, 0);
		errno = error;
		return -1;
	}
	return pid;
}

/* Of the agent's descriptors only the socket stays open, and stderr, where sanitizers speak. */
static int keep_only(int socket)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0)
		return -1;
	if (dup2(socket, LAUNCHER_SOCKET) < 0 || syscall(SYS_close_range, LAUNCHER_SOCKET + 1, ~0u, 0) < 0)
		return -1;
	return fcntl(LAUNCHER_SOCKET, F_SETFD, FD_CLOEXEC);
}

_Noreturn static void template_main(const struct agent *agent, const struct run_request *request, int socket)
{
	struct confinement confinement = confinement_of(agent, request);
	static const int handled[] = {SIGPIPE, SIGCHLD, SIGINT, SIGTERM, SIGHUP};
	for (unsigned i = 0; i < sizeof handled / sizeof handled[0]; i++)
		signal(handled[i], SIG_DFL);
	int kept = fcntl(socket, F_DUPFD_CLOEXEC, 10);
	if (kept < 0 || become_template(&confinement, agent->room.pid_namespace, kept) < 0)
		_exit(3);
	if (tell_ready(kept, 1, "") < 0 || keep_only(kept) < 0)
		_exit(4);
	/* Inputs are the agent's business, and would be held for as long as this process is. */
	free(request->owned);
	free(agent->control.bytes);
	serve_tests(LAUNCHER_SOCKET, spawn_test, request);
	_exit(0);
}

/* All that a template depends on. */
static struct writer description_of(const struct run_request *request)
{
	struct writer w = {0};
	put_u32(&w, request->limits.cpu_ms);
	put_u64(&w, request->limits.memory_kb);
	put_u32(&w, request->limits.processes);
	put_u32(&w, request->flags & (RUN_IN_PROGRAM_DIR | RUN_CHANNEL));
	put_texts(&w, request->argv);
	put_texts(&w, request->envp);
	return w;
}

void end_template(struct template *template)
{
	if (template->socket >= 0)
		close(template->socket);
	if (template->watch >= 0)
		close(template->watch);
	if (template->pid > 0) {
		kill(template->pid, SIGKILL);
		waitpid(template->pid, NULL, 0);
	}
	free(template->description.bytes);
	*template = no_template;
}

static int start_template(struct agent *agent, const struct run_request *request)
{
	struct template *template = &agent->command;
	int pair[2], in_time = 1;
	struct ready_message ready;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
		return -1;
	template->socket = pair[0];
	template->pid = fork_outside_room(agent);
	if (template->pid == 0)
		template_main(agent, request, pair[1]);
	close(pair[1]);
	if (template->pid > 0 && wait_until_ready(agent, template, &ready, &in_time) > 0)
		return 0;
	end_template(template);
	errno = EIO;
	return -1;
}

struct template *command_template(struct agent *agent, const struct run_request *request)
{
	struct template *known = &agent->command;
	struct writer description = description_of(request);
	if (known->socket >= 0 && same_bytes(&known->description, &description)) {
		free(description.bytes);
		return known;
	}
	end_template(known);
	known->description = description;
	return start_template(agent, request) < 0 ? NULL : known;
}
