#define _GNU_SOURCE
#include "room.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SCRATCH_OWN_FILES = 4 }; /* the root and its three folders */

static int mount_tmpfs(const char *where, uint64_t bytes, uint32_t files, const char *more)
{
	char options[96];
	snprintf(options, sizeof options, "size=%llu,nr_inodes=%u,mode=0755%s", (unsigned long long)bytes, files, more);
	return mount("assay", where, "tmpfs", MS_NOSUID | MS_NODEV, options);
}

static int own(const struct room *room, const char *path)
{
	return room->uid < 0 ? 0 : chown(path, (uid_t)room->uid, (gid_t)room->uid);
}

/* One file system behind /box, /tmp and /dev/shm, so that one size and one
 * inode cap holds for all of them and one statfs tells whether all are empty. */
static int mount_scratch(const struct room *room)
{
	static const char *const folders[3][2] = {{"/scratch/box", "/box"}, {"/scratch/tmp", "/tmp"}, {"/scratch/shm", "/dev/shm"}};
	if (mount_tmpfs("/scratch", room->scratch_bytes, room->scratch_files, "") < 0)
		return -1;
	for (int i = 0; i < 3; i++) {
		if (mkdir(folders[i][0], 0700) < 0 || chmod(folders[i][0], i == 0 ? 0700 : 01777) < 0 || own(room, folders[i][0]) < 0 ||
		    mount(folders[i][0], folders[i][1], NULL, MS_BIND, NULL) < 0)
			return -1;
	}
	return 0;
}

static void unmount_scratch(void)
{
	/* Detached, a mount takes its whole content along, whatever names, modes and depths are in it. */
	umount2("/dev/shm", MNT_DETACH);
	umount2("/tmp", MNT_DETACH);
	umount2("/box", MNT_DETACH);
	umount2("/scratch", MNT_DETACH);
}

int room_empty_box(const struct room *room)
{
	struct statfs fs;
	if (statfs("/scratch", &fs) < 0)
		return -1;
	if (fs.f_files - fs.f_ffree <= SCRATCH_OWN_FILES)
		return 0;
	unmount_scratch();
	return mount_scratch(room);
}

int room_fresh_program(const struct room *room)
{
	umount2("/prog", MNT_DETACH);
	/* In pieces as large as the files are, a compiled program is written in two thirds of the time and starts a tenth faster. */
	if (mount_tmpfs("/prog", room->program_bytes, room->program_files, ",huge=within_size") < 0 &&
	    mount_tmpfs("/prog", room->program_bytes, room->program_files, "") < 0) /* a kernel without huge pages */
		return -1;
	return own(room, "/prog");
}

int room_seal_program(void)
{
	return mount(NULL, "/prog", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL);
}

/* The warden: init of the room's pid namespace. It reaps orphans as they come,
 * counting their CPU time, and on request kills all there is. kill(-1) holds the
 * task list, so a fork bomb cannot outrun it. */
struct warden_state {
	uint64_t cpu_us;
	uint32_t orphans;
};

static void reap_orphans(struct warden_state *state)
{
	struct rusage used;
	while (wait4(-1, NULL, WNOHANG | __WALL, &used) > 0) {
		state->orphans++;
		state->cpu_us += (uint64_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000u +
				 (uint64_t)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
	}
}

static int kill_all(struct warden_state *state)
{
	/* Processes whose parent is outside the room (the agent, a launcher) are
	 * reaped there; until then they still count, so this goes on for a while. */
	for (int i = 0; i < 20000; i++) {
		int none = kill(-1, SIGKILL) < 0 && errno == ESRCH;
		reap_orphans(state);
		if (none)
			return 1;
		if (i > 20)
			poll(NULL, 0, 1);
		else
			sched_yield();
	}
	return 0;
}

enum { REQUESTS, CHILDREN, LAST_NUMBER }; /* the warden's descriptors */

/* The next process has the number 2 again, so that none can tell how many there were
 * before it, or be told something by that. Only where the kernel has a switch for it. */
static void number_anew(void)
{
	if (pwrite(LAST_NUMBER, "1", 1, 0) < 0)
		errno = 0;
}

_Noreturn static void warden_main(void)
{
	struct warden_state state = {0};
	for (;;) {
		struct pollfd ready[2] = {{REQUESTS, POLLIN, 0}, {CHILDREN, POLLIN, 0}};
		if (poll(ready, 2, -1) < 0 && errno != EINTR)
			_exit(1);
		if (ready[1].revents) {
			struct signalfd_siginfo drained;
			if (read(CHILDREN, &drained, sizeof drained) < 0 && errno != EAGAIN)
				_exit(1);
			reap_orphans(&state);
		}
		if (ready[0].revents) {
			char byte;
			if (read(REQUESTS, &byte, 1) <= 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
				_exit(0);
			struct sweep answer = {.empty = kill_all(&state)};
			number_anew();
			answer.cpu_us = state.cpu_us;
			answer.orphans = state.orphans;
			state = (struct warden_state){0};
			if (write(REQUESTS, &answer, sizeof answer) != (ssize_t)sizeof answer)
				_exit(1);
		}
	}
}

/* The kernel's own switches and secrets in /proc: what a user may not touch there by
 * its permissions, nobody in the room may by mount either, whoever owns the namespace. */
static int mount_proc(int *last_number)
{
	static const char *const read_only[] = {"/proc/sys", "/proc/bus", "/proc/fs", "/proc/irq", "/proc/acpi"};
	static const char *const hidden[] = {"/proc/sysrq-trigger", "/proc/kcore", "/proc/keys", "/proc/kmsg", "/proc/timer_list",
					     "/proc/sched_debug", "/proc/latency_stats"};
	if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
		return -1;
	*last_number = open("/proc/sys/kernel/ns_last_pid", O_WRONLY | O_CLOEXEC);
	for (unsigned i = 0; i < sizeof read_only / sizeof read_only[0]; i++) {
		if (access(read_only[i], F_OK) < 0)
			continue;
		if (mount(read_only[i], read_only[i], NULL, MS_BIND, NULL) < 0 ||
		    mount(NULL, read_only[i], NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
			return -1;
	}
	for (unsigned i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
		if (access(hidden[i], F_OK) == 0 && mount("/dev/null", hidden[i], NULL, MS_BIND, NULL) < 0)
			return -1;
	return 0;
}

static int start_warden(struct room *room)
{
	int pair[2], told[2];
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0 || pipe2(told, O_CLOEXEC) < 0)
		return -1;
	if (unshare(CLONE_NEWPID) < 0)
		return -1;
	pid_t pid = fork(); /* the first one is the init of the new namespace, and all later ones are in it */
	if (pid < 0)
		return -1;
	if (pid == 0) {
		int error = 0;
		sigset_t child;
		sigemptyset(&child);
		sigaddset(&child, SIGCHLD);
		sigprocmask(SIG_BLOCK, &child, NULL);
		int children = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK), last_number = -1;
		if (children < 0 || setsid() < 0 || mount_proc(&last_number) < 0 || dup2(pair[1], REQUESTS) < 0 ||
		    dup2(children, CHILDREN) < 0 || (last_number >= 0 && dup2(last_number, LAST_NUMBER) < 0))
			error = errno;
		if (write(told[1], &error, sizeof error) != (ssize_t)sizeof error || error)
			_exit(1);
		syscall(SYS_close_range, last_number < 0 ? LAST_NUMBER : LAST_NUMBER + 1, ~0u, 0);
		warden_main();
	}
	close(pair[1]);
	close(told[1]);
	int error = EIO;
	if (read(told[0], &error, sizeof error) != (ssize_t)sizeof error)
		error = EIO;
	close(told[0]);
	if (error) {
		errno = error;
		return -1;
	}
	room->warden = pair[0];
	return 0;
}

int room_open(struct room *room)
{
	/* The agent's own /proc, opened before the room's is mounted over it. */
	room->own_proc = open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (room->own_proc < 0 || (room->own_namespace = openat(room->own_proc, "self/ns/pid", O_RDONLY | O_CLOEXEC)) < 0)
		return -1;
	if (start_warden(room) < 0)
		return -1;
	room->pid_namespace = openat(room->own_proc, "self/ns/pid_for_children", O_RDONLY | O_CLOEXEC);
	room->proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (room->pid_namespace < 0 || room->proc < 0)
		return -1;
	struct sweep first; /* from then on the warden cannot be looked into */
	if (mount_scratch(room) < 0 || room_fresh_program(room) < 0)
		return -1;
	return room_sweep(room, &first);
}

int room_sweep(const struct room *room, struct sweep *out)
{
	if (write(room->warden, "k", 1) != 1)
		return -1;
	ssize_t n;
	while ((n = read(room->warden, out, sizeof *out)) < 0 && errno == EINTR)
		;
	return n == (ssize_t)sizeof *out ? 0 : -1;
}
