#define _GNU_SOURCE
#include "confine.h"
#include "launcher.h"
#include "limits.h"
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { STACK_MOST = 1 << 30, READY_WITHIN_US = 60000000, BESIDE_THE_PROGRAM = 4 /* the warden, a launcher and two templates */ };

struct confinement confinement_of(const struct agent *agent, const struct run_request *request)
{
	const struct limits *limits = &request->limits;
	uint64_t memory = limits->memory_kb * 1024;
	uint32_t first_own = request->flags & RUN_CHANNEL ? 4 : 3;
	return (struct confinement){
		.uid = agent->room.uid,
		/* Far behind the agent's own count: the kernel counts this one by ticks, which run ahead where a
		 * hypervisor takes time away, and it must never be what ends an honest program. */
		.cpu_seconds = limits->cpu_ms / 1000 * 4 + 10,
		.processes = limits->processes + BESIDE_THE_PROGRAM,
		.stack_bytes = memory < STACK_MOST ? memory : STACK_MOST,
		.file_bytes = agent->room.program_bytes,
		.oom_first = (uint32_t)cgroup_kills(&agent->cgroup),
		/* Compilers write a lot, and run nobody's code. */
		.own_descriptors = request->flags & RUN_IN_PROGRAM_DIR ? 0 : first_own,
	};
}

pid_t fork_outside_room(const struct agent *agent)
{
	if (setns(agent->room.own_namespace, CLONE_NEWPID) < 0)
		return -1;
	pid_t pid = fork();
	if (pid != 0 && setns(agent->room.pid_namespace, CLONE_NEWPID) < 0)
		return -1;
	return pid;
}

static int start_launcher(const struct agent *agent, const struct run_request *request)
{
	int pair[2], idle[2];
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0 || pipe2(idle, O_CLOEXEC) < 0)
		return -1;
	pid_t pid = fork_outside_room(agent);
	if (pid == 0) {
		signal(SIGPIPE, SIG_DFL);
		/* The most that a program's main thread may ever need is laid out when the interpreter starts. */
		struct rlimit stack;
		if (getrlimit(RLIMIT_STACK, &stack) == 0) {
			stack.rlim_cur = stack.rlim_max < STACK_MOST ? stack.rlim_max : STACK_MOST;
			setrlimit(RLIMIT_STACK, &stack);
		}
		/* Pipes as standard streams, so that the interpreter sets itself up as it will run:
		 * stderr is the wall's own, where a launcher that cannot start says why. */
		int room = fcntl(agent->room.pid_namespace, F_DUPFD, 10), socket = fcntl(pair[1], F_DUPFD, 10);
		if (room < 0 || socket < 0 || dup2(idle[0], 0) < 0 || dup2(idle[1], 1) < 0 || dup2(socket, LAUNCHER_SOCKET) < 0 ||
		    dup2(room, LAUNCHER_ROOM) < 0 || setsid() < 0)
			_exit(126);
		syscall(SYS_close_range, 5, ~0u, 0);
		execvpe(request->argv[0], request->argv, request->envp);
		_exit(127);
	}
	close(pair[1]);
	close(idle[0]);
	close(idle[1]);
	if (pid < 0) {
		close(pair[0]);
		return -1;
	}
	return pair[0];
}

static void end_launcher(struct warm_launcher *launcher)
{
	if (launcher->socket >= 0)
		close(launcher->socket);
	free(launcher->command.bytes);
	*launcher = (struct warm_launcher){.socket = -1};
}

/* The one of that command: kept from before, or started in the place of the oldest. NULL when it cannot be. */
static struct warm_launcher *warm_launcher(struct agent *agent, const struct run_request *request)
{
	struct writer command = {0};
	put_texts(&command, request->argv);
	for (int i = 0; i < LAUNCHERS_MOST; i++) {
		struct warm_launcher *known = &agent->launchers[i];
		if (known->socket >= 0 && same_bytes(&known->command, &command)) {
			free(command.bytes);
			return known;
		}
	}
	struct warm_launcher *place = &agent->launchers[agent->next_launcher++ % LAUNCHERS_MOST];
	end_launcher(place);
	place->command = command;
	place->socket = start_launcher(agent, request);
	return place->socket < 0 ? NULL : place;
}

static int text_in_memory(struct text text)
{
	int fd = memfd_create("program", MFD_CLOEXEC);
	for (uint32_t done = 0; fd >= 0 && done < text.length;) {
		ssize_t n = write(fd, text.bytes + done, text.length - done);
		if (n <= 0) {
			close(fd);
			return -1;
		}
		done += (uint32_t)n;
	}
	if (fd >= 0 && lseek(fd, 0, SEEK_SET) < 0)
		return -1;
	return fd;
}

long wait_until_ready(const struct agent *agent, struct template *template, struct ready_message *ready, int *in_time)
{
	uint64_t deadline = now_us() + READY_WITHIN_US;
	struct watch watch = {.fd = -1, .proc = agent->room.own_proc};
	for (uint64_t now; (now = now_us()) < deadline;) {
		struct pollfd polls[] = {{template->socket, POLLIN, 0}, {watch.over ? -1 : watch.fd, POLLIN, 0}};
		if (poll(polls, 2, (int)((deadline - now + 999) / 1000)) < 0 && errno != EINTR)
			return -1;
		if (polls[1].revents)
			watch_answer(&watch, polls[1].revents);
		if (!polls[0].revents)
			continue;
		long n = receive_packet(template->socket, ready, sizeof *ready - 1, &watch.fd, 1);
		if (watch.fd < 0)
			return n;
		template->watch = watch.fd;
	}
	*in_time = 0;
	return -1;
}

void launch(struct agent *agent, uint32_t tag, struct run_request *request)
{
	struct template *template = &agent->launched;
	end_template(template);
	struct warm_launcher *launcher = warm_launcher(agent, request);
	if (!launcher) {
		answer_text(&agent->control, ANS_FAULT, tag, "the launcher could not be started");
		return;
	}
	int pair[2] = {-1, -1}, text = text_in_memory(next_case(request).input);
	struct launch_message message = {confinement_of(agent, request)};
	if (text < 0 || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0 ||
	    send_packet(launcher->socket, &message, sizeof message, (int[]){pair[1], text}, 2) < 0) {
		answer_text(&agent->control, ANS_FAULT, tag, "the launcher has gone");
		return;
	}
	close(pair[1]);
	close(text);
	struct ready_message ready = {0};
	template->socket = pair[0];
	int in_time = 1;
	long n = wait_until_ready(agent, template, &ready, &in_time);
	if (n < (long)sizeof ready.ok) {
		/* Compiling ran into a limit or broke the compiler. If the launcher itself is there, the program did it. */
		struct pollfd alive = {launcher->socket, POLLIN, 0};
		int gone = poll(&alive, 1, 0) != 0;
		answer_text(&agent->control, gone || !in_time ? ANS_FAULT : ANS_REFUSED, tag,
			    gone ? "the launcher ended" : "compiling the program ended its interpreter");
		return;
	}
	if (ready.ok)
		answer_ok(&agent->control, tag);
	else
		answer_text(&agent->control, ANS_REFUSED, tag, ready.message);
}
