/* The agent: the supervisor inside every sandbox.
 *
 * Theory of operation
 *
 * The wall (bubblewrap, Docker) starts one agent as the first process of a
 * sandbox and speaks frames with it over its stdin and stdout (frame.h). The wall
 * gives the boundary; the agent gives runs: it starts a program, holds it to its
 * limits, and says how it ended.
 *
 *   wall
 *   └─ agent                     own pid namespace
 *      ├─ launcher               warm interpreter; runs nobody's code
 *      │  └─ template            one per program: compiled, no rights
 *      ├─ template               likewise, of a command (command.c)
 *      └─ warden ───────────────── the room: a pid namespace below
 *                                  candidates, and all that they start
 *
 * Candidates live in the *room*. Their parents, the templates, are outside of it.
 * So a candidate has no number for anything that judges it, cannot see it in /proc,
 * and cannot signal it. The room's init is the warden, which reaps what is orphaned
 * and, after every run, kills all there is until the room is empty. A run ends when
 * its main process has ended; what it left behind does not outlive it.
 *
 * Users. Started as root, the agent leaves real root behind: it moves into a user
 * namespace of two users that are nobody on the host, itself and the candidate. In
 * a container it also leaves the container's root for a folder of it (root.h).
 * Started by the wall in a one-user namespace, candidates share the agent's user
 * but none of its capabilities. In both, what the agent and its launchers hold is
 * beyond reach by pid namespace, and files are by mount: the program folder is
 * mounted read-only once sealed, and the control group's folders are unmounted.
 *
 * Time. CPU time of the whole tree judges a program: the rusage of the main
 * process, that of the orphans, and the control group's count where there is one
 * (children that nobody waits for are in no rusage). Elapsed time catches
 * sleepers only: time spent waiting for a processor does not count, and neither does
 * time for which the agent itself was held up, so a loaded machine makes no verdicts,
 * and neither does a virtual one that was halted for a while. Memory is the control group's where there is one,
 * else the resident anonymous memory of the room, looked at every few
 * milliseconds. Address space is never limited.
 *
 * Blocking. The agent waits in one poll() for the program's pipes, its end, its
 * limits and the host. Writes to the program never block, reads are capped, and
 * nothing that the program does can make the agent wait for it longer than its
 * limits. Files are kept in mounts of fixed size and inode count, and thrown away
 * whole by unmounting, so no litter has to be walked.
 *
 * Faults. What the program did is an outcome. Whatever else goes wrong is
 * ANS_FAULT, or the end of the stream, and the host throws the sandbox away.
 */
#define _GNU_SOURCE
#include "files.h"
#include "root.h"
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum protection {
	PROTECT_TWO_USERS = 1,
	PROTECT_MEMORY_GROUP = 2,
	PROTECT_CPU_GROUP = 4,
};

static void fail(const char *what)
{
	fprintf(stderr, "agent: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	ssize_t n = write(fd, text, strlen(text));
	close(fd);
	return n == (ssize_t)strlen(text) ? 0 : -1;
}

/* A user namespace of two users, 0 the agent and 1 the candidate. Its maps must be written from outside. */
static void leave_root(unsigned uid_base, const char *root)
{
	int go[2], status;
	if (pipe2(go, O_CLOEXEC) < 0)
		fail("pipe");
	char agent[32];
	snprintf(agent, sizeof agent, "/proc/%d", (int)getpid());
	pid_t helper = fork();
	if (helper == 0) {
		char byte, path[64], map[64];
		close(go[1]);
		if (read(go[0], &byte, 1) != 1)
			_exit(1);
		snprintf(map, sizeof map, "0 %u 2\n", uid_base);
		snprintf(path, sizeof path, "%s/gid_map", agent);
		if (write_text(path, map) < 0)
			_exit(2);
		snprintf(path, sizeof path, "%s/uid_map", agent);
		_exit(write_text(path, map) < 0 ? 3 : 0);
	}
	if (helper < 0 || unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID) < 0)
		fail("a user namespace");
	if (write(go[1], "g", 1) != 1 || waitpid(helper, &status, 0) < 0 || status != 0) {
		errno = EPERM;
		fail("the maps of the user namespace");
	}
	close(go[0]);
	close(go[1]);
	if (root && enter_root(root) < 0)
		fail("the root of the sandbox");
	/* The change of user made this process undumpable, and so its own /proc unreadable to it until set_up is done. */
	if (setresgid(0, 0, 0) < 0 || setresuid(0, 0, 0) < 0 || prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) < 0)
		fail("the user of the namespace");
	/* It also made it outlive the wall's monitor, with which it is to die. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0)
		fail("the tie to the wall");
	/* The agent proper is the first process of a pid namespace that belongs to its user namespace. */
	pid_t agent_proper = fork();
	if (agent_proper < 0)
		fail("fork");
	if (agent_proper > 0) {
		close(0);
		close(1);
		_exit(waitpid(agent_proper, &status, 0) > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 1);
	}
	if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
		fail("the /proc of the agent");
}

/* To one of the processors that it may use, and all that it starts with it: what belongs to a slot
 * then neither moves between processors nor wakes one up for the other. Without, it is only slower. */
static void keep_to_processor(unsigned long number)
{
	cpu_set_t allowed, one;
	if (sched_getaffinity(0, sizeof allowed, &allowed) < 0)
		return;
	unsigned long wanted = number % (unsigned long)CPU_COUNT(&allowed), seen = 0;
	CPU_ZERO(&one);
	for (int i = 0; i < CPU_SETSIZE; i++)
		if (CPU_ISSET(i, &allowed) && seen++ == wanted)
			CPU_SET(i, &one);
	sched_setaffinity(0, sizeof one, &one);
}

static void set_up(struct agent *agent, int argc, char **argv)
{
	unsigned long scratch_mb = 256, program_mb = 256, files = 16384, uid_base = 0;
	const char *root = NULL;
	for (int i = 1; i + 1 < argc; i += 2) {
		unsigned long value = strtoul(argv[i + 1], NULL, 10);
		if (strcmp(argv[i], "--scratch-mb") == 0)
			scratch_mb = value;
		else if (strcmp(argv[i], "--program-mb") == 0)
			program_mb = value;
		else if (strcmp(argv[i], "--files") == 0)
			files = value;
		else if (strcmp(argv[i], "--uid-base") == 0)
			uid_base = value;
		else if (strcmp(argv[i], "--processor") == 0)
			keep_to_processor(value);
		else if (strcmp(argv[i], "--root") == 0)
			root = argv[i + 1];
	}
	signal(SIGPIPE, SIG_IGN);
	/* Large buffers go back to the kernel when freed: a child's first pages are this process's. */
	mallopt(M_MMAP_THRESHOLD, 1 << 18);
	cgroup_open(&agent->cgroup);
	agent->room.uid = -1;
	if (uid_base > 0) {
		if (!root && mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
			fail("/proc");
		leave_root((unsigned)uid_base, root);
		agent->room.uid = 1;
	}
	agent->room.scratch_bytes = (uint64_t)scratch_mb << 20;
	agent->room.program_bytes = (uint64_t)program_mb << 20;
	agent->room.scratch_files = agent->room.program_files = (uint32_t)files;
	if (room_open(&agent->room) < 0)
		fail("the room");
	agent->processors = (int)sysconf(_SC_NPROCESSORS_ONLN);
	if (agent->processors < 1)
		agent->processors = 1;
	for (int i = 0; i < LAUNCHERS_MOST; i++)
		agent->launchers[i].socket = -1;
	agent->launched = agent->command = no_template;
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		fail("its own protection");
}

static void hello(struct agent *agent, uint32_t tag, struct cursor *body)
{
	if (take_u32(body) != PROTOCOL_VERSION) {
		answer_text(&agent->control, ANS_FAULT, tag, "the host speaks another version of the protocol");
		return;
	}
	begin_frame(&agent->control.answer, ANS_HELLO, tag);
	put_u32(&agent->control.answer, PROTOCOL_VERSION);
	put_u32(&agent->control.answer, (agent->room.uid >= 0 ? PROTECT_TWO_USERS : 0) |
						(cgroup_limits_memory(&agent->cgroup) ? PROTECT_MEMORY_GROUP : 0) |
						(cgroup_counts_cpu(&agent->cgroup) ? PROTECT_CPU_GROUP : 0));
	answer_send(&agent->control);
}

static const char *wipe(struct agent *agent)
{
	struct sweep sweep;
	end_template(&agent->launched);
	end_template(&agent->command);
	if (room_sweep(&agent->room, &sweep) < 0 || !sweep.empty)
		return "processes are left";
	if (room_empty_box(&agent->room) < 0)
		return "the box could not be emptied";
	return room_fresh_program(&agent->room) < 0 ? "the program folder could not be emptied" : NULL;
}

static const char *put(struct agent *agent, struct cursor *body)
{
	uint8_t place = take_u8(body), executable = take_u8(body);
	struct text name = take_text(body), content = take_text(body);
	if (body->bad || place > PLACE_FRESH_BOX)
		return "malformed request";
	if (place == PLACE_FRESH_BOX && room_empty_box(&agent->room) < 0)
		return "the box could not be emptied";
	return put_file((enum place)place, name, content, executable, agent->room.uid);
}

static void answer(struct agent *agent, uint32_t tag, const char *wrong)
{
	if (wrong)
		answer_text(&agent->control, ANS_FAULT, tag, wrong);
	else
		answer_ok(&agent->control, tag);
}

static void serve(struct agent *agent, struct request *request)
{
	struct control *control = &agent->control;
	struct run_request wanted;
	switch (request->type) {
	case REQ_HELLO:
		hello(agent, request->tag, &request->body);
		break;
	case REQ_PUT:
		answer(agent, request->tag, put(agent, &request->body));
		break;
	case REQ_SEAL:
		answer(agent, request->tag, room_seal_program() < 0 ? "the program folder could not be sealed" : NULL);
		break;
	case REQ_WIPE:
		answer(agent, request->tag, wipe(agent));
		break;
	case REQ_FETCH:
		answer(agent, request->tag, fetch_files(control, request->tag, take_u64(&request->body)));
		break;
	case REQ_RUN:
	case REQ_LAUNCH:
		if (parse_run(&request->body, &wanted) < 0) {
			answer_text(control, ANS_FAULT, request->tag, "malformed request");
			break;
		}
		(request->type == REQ_RUN ? run : launch)(agent, request->tag, &wanted);
		release_run(&wanted);
		break;
	case REQ_INPUT:
	case REQ_END:
	case REQ_KILL:
		break; /* for a run that has ended meanwhile */
	default:
		answer_text(control, ANS_FAULT, request->tag, "unknown request");
	}
}

int main(int argc, char **argv)
{
	static struct agent agent = {.control = {.in = 0, .out = 1}};
	set_up(&agent, argc, argv);
	for (;;) {
		struct request request;
		while (control_peek(&agent.control, &request)) {
			control_next(&agent.control);
			serve(&agent, &request);
		}
		if (control_fill(&agent.control) < 0)
			_exit(0);
	}
}
