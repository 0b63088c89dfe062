#define _GNU_SOURCE
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Theory of the filter
 *
 * Managed runtimes call a wide and changing set of system calls, and an allow
 * list that misses a rare one turns into random failures, that is, false
 * verdicts. So the filter denies: everything that reaches kernel surface which
 * no judged program needs (namespaces, mounts, tracing, keys, bpf, io_uring,
 * modules, clocks), everything not divided by namespaces, and the IPC that would
 * outlive a run (System V and POSIX queues). Denials answer with an error, which
 * programs handle, rather than a kill. Foreign ABIs are killed, since their call
 * numbers mean something else. clone3 answers ENOSYS, because a filter cannot
 * see its flags; every C library then falls back to clone.
 *
 * Calls that no runtime makes and a way out of a sandbox begins with are watched: the
 * kernel tells the agent, which answers with the same error and remembers it. That
 * is for the result's `suspicion` only. Where the kernel cannot do that, or another
 * filter already does, they are denied like the others.
 *
 * The same goes for writes to what a program was not given, which go on as they would
 * have: the agent looks whether there is something to write to. sendmsg and pwritev
 * are left out, since the launchers' library makes them behind the filter.
 */
#if defined(__x86_64__)
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#else
#error "no system-call filter for this architecture"
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define REFUSE(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, what)
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define KILL BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define IF_EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), yes, no)
#define IF_LEAST(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)(value), yes, no)
#define IF_ANY(bits, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (uint32_t)(bits), yes, no)

#define CLONE_DENIED                                                                                                              \
	(CLONE_NEWNS | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP | CLONE_PARENT | CLONE_PTRACE)

/* Kernel interfaces newer than some header sets have one number on all architectures. */
enum {
	NR_io_uring_setup = 425, NR_io_uring_enter, NR_io_uring_register,
	NR_open_tree = 428, NR_move_mount, NR_fsopen, NR_fsconfig, NR_fsmount, NR_fspick,
	NR_pidfd_getfd = 438, NR_process_madvise = 440, NR_mount_setattr = 442,
	NR_quotactl_fd = 443, NR_process_mrelease = 448,
};

struct call {
	int number;
	const char *name;
};
#define OLD(name) {SYS_##name, #name}
#define NEW(name) {NR_##name, #name}

static const struct call watched[] = {
	OLD(unshare), OLD(setns), OLD(mount), OLD(umount2), OLD(pivot_root), OLD(chroot),
	NEW(open_tree), NEW(move_mount), NEW(fsopen), NEW(fsconfig), NEW(fsmount), NEW(fspick), NEW(mount_setattr),
	OLD(ptrace), OLD(process_vm_readv), OLD(process_vm_writev), NEW(pidfd_getfd),
	OLD(bpf), OLD(perf_event_open), OLD(userfaultfd), OLD(fanotify_init),
	OLD(add_key), OLD(request_key), OLD(keyctl), OLD(open_by_handle_at),
	OLD(init_module), OLD(finit_module), OLD(delete_module), OLD(kexec_load), OLD(reboot),
	OLD(swapon), OLD(swapoff), OLD(acct), OLD(vhangup),
	OLD(settimeofday), OLD(clock_settime), OLD(sethostname), OLD(setdomainname),
#if defined(__x86_64__)
	OLD(iopl), OLD(ioperm), OLD(kexec_file_load),
#endif
	OLD(clone), OLD(ioctl), /* with arguments that are denied */
};

static const int denied[] = {
	SYS_kcmp, NR_process_madvise, NR_process_mrelease, SYS_personality, SYS_name_to_handle_at,
	SYS_quotactl, NR_quotactl_fd, SYS_syslog, SYS_adjtimex, SYS_clock_adjtime,
	SYS_migrate_pages, SYS_move_pages, SYS_mbind, SYS_set_mempolicy,
#if defined(__x86_64__)
	SYS_modify_ldt, SYS_lookup_dcookie, SYS_uselib, SYS_ustat, SYS_sysfs,
#endif
};

static const int absent[] = {
	SYS_clone3, NR_io_uring_setup, NR_io_uring_enter, NR_io_uring_register,
	SYS_shmget, SYS_shmat, SYS_shmctl, SYS_semget, SYS_semop, SYS_semctl, SYS_semtimedop,
	SYS_msgget, SYS_msgsnd, SYS_msgrcv, SYS_msgctl, SYS_mq_open, SYS_mq_unlink,
};

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

const char *watched_name(int number)
{
	for (unsigned i = 0; i < COUNT(watched); i++)
		if (watched[i].number == number)
			return watched[i].name;
	return NULL;
}

/* `watch`: what becomes of watched calls, SECCOMP_RET_USER_NOTIF or an error. `own`: as in struct confinement. */
static int install_filter(uint32_t watch, uint32_t own, unsigned flags)
{
	struct sock_filter code[2 * (COUNT(watched) + COUNT(denied) + COUNT(absent)) + 50];
	unsigned n = 0;
#define EMIT(...)                                              \
	do {                                                   \
		const struct sock_filter part[] = {__VA_ARGS__}; \
		memcpy(code + n, part, sizeof part);           \
		n += COUNT(part);                              \
	} while (0)
	EMIT(LOAD(arch), IF_EQUAL(NATIVE_ARCH, 1, 0), KILL, LOAD(nr));
#if defined(__x86_64__)
	EMIT(IF_ANY(0x40000000, 0, 1), KILL); /* x32 */
#endif
	if (own > 0)
		EMIT(IF_EQUAL(SYS_write, 3, 0), IF_EQUAL(SYS_writev, 2, 0), IF_EQUAL(SYS_pwrite64, 1, 0), IF_EQUAL(SYS_sendto, 0, 4),
		     LOAD(args[0]), IF_LEAST(own, 0, 1), RETURN(watch), ALLOW);
	EMIT(IF_EQUAL(SYS_clone, 0, 4), LOAD(args[0]), IF_ANY(CLONE_DENIED, 0, 1), RETURN(watch), ALLOW);
	EMIT(IF_EQUAL(SYS_ioctl, 0, 5), LOAD(args[1]), IF_EQUAL(TIOCSTI, 1, 0), IF_EQUAL(TIOCLINUX, 0, 1), RETURN(watch), ALLOW);
	for (unsigned i = 0; i < COUNT(watched); i++)
		EMIT(IF_EQUAL(watched[i].number, 0, 1), RETURN(watch));
	for (unsigned i = 0; i < COUNT(denied); i++)
		EMIT(IF_EQUAL(denied[i], 0, 1), REFUSE(EPERM));
	for (unsigned i = 0; i < COUNT(absent); i++)
		EMIT(IF_EQUAL(absent[i], 0, 1), REFUSE(ENOSYS));
	EMIT(IF_EQUAL(SYS_socket, 0, 5), LOAD(args[0]), IF_EQUAL(AF_UNIX, 3, 0), IF_EQUAL(AF_INET, 2, 0), IF_EQUAL(AF_INET6, 1, 0),
	     REFUSE(EAFNOSUPPORT));
	EMIT(ALLOW);
	struct sock_fprog program = {(unsigned short)n, code};
	return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}

static int filter_system_calls(uint32_t own_descriptors, int *watch)
{
	*watch = install_filter(SECCOMP_RET_USER_NOTIF, own_descriptors, SECCOMP_FILTER_FLAG_NEW_LISTENER);
	return *watch >= 0 ? 0 : install_filter(SECCOMP_RET_ERRNO | EPERM, 0, 0);
}

static int drop_capabilities(void)
{
	if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0)
		return -1;
	struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct none[2] = {0};
	return (int)syscall(SYS_capset, &header, none);
}

static int limit(int resource, uint64_t value)
{
	struct rlimit now, wanted = {value, value};
	if (getrlimit((__rlimit_resource_t)resource, &now) < 0)
		return -1;
	if (now.rlim_max < value) /* never raised: the agent may lack the right */
		wanted.rlim_cur = wanted.rlim_max = now.rlim_max;
	if (now.rlim_cur == wanted.rlim_cur && now.rlim_max == wanted.rlim_max)
		return 0;
	return setrlimit((__rlimit_resource_t)resource, &wanted);
}

/* A program may ask for more, and for no limit, as many do that recurse deeply: its group's memory holds all the same. */
static int limit_stack(uint64_t value)
{
	struct rlimit stack;
	if (getrlimit(RLIMIT_STACK, &stack) < 0)
		return -1;
	stack.rlim_cur = stack.rlim_max < value ? stack.rlim_max : value;
	return setrlimit(RLIMIT_STACK, &stack);
}

void offer_to_oom_killer(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	struct iovec text = {"1000", 4};
	if (pwritev(fd, &text, 1, 0) < 0) /* not a call that is watched */
		errno = 0; /* only a preference: the group's limit holds all the same */
	close(fd);
}

int confine_limits(const struct confinement *c)
{
	if (limit(RLIMIT_CORE, 0) < 0 || limit(RLIMIT_CPU, c->cpu_seconds) < 0 || limit(RLIMIT_NPROC, c->processes) < 0 ||
	    limit_stack(c->stack_bytes) < 0 || limit(RLIMIT_FSIZE, c->file_bytes) < 0 || limit(RLIMIT_NOFILE, 1024) < 0 ||
	    limit(RLIMIT_MEMLOCK, 1 << 16) < 0 || limit(RLIMIT_MSGQUEUE, 0) < 0 || limit(RLIMIT_SIGPENDING, 1024) < 0)
		return -1;
	return 0;
}

int confine(const struct confinement *c, int *watch)
{
	if (c->uid >= 0) {
		gid_t id = (gid_t)c->uid;
		if (setgroups(0, NULL) < 0 || setresgid(id, id, id) < 0)
			return -1;
	}
	/* Bounding set while the right to do so is there, before the change of user clears it. */
	for (int cap = 0; cap <= CAP_LAST_CAP; cap++)
		if (prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) < 0 && errno != EINVAL)
			return -1;
	if (c->uid >= 0) {
		uid_t id = (uid_t)c->uid;
		if (setresuid(id, id, id) < 0)
			return -1;
	}
	if (drop_capabilities() < 0 || confine_limits(c) < 0)
		return -1;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || filter_system_calls(c->own_descriptors, watch) < 0)
		return -1;
	return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}
