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
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define KILL BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define IF_EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), yes, no)
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

static const int denied[] = {
	SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot,
	NR_open_tree, NR_move_mount, NR_fsopen, NR_fsconfig, NR_fsmount, NR_fspick, NR_mount_setattr,
	SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, NR_pidfd_getfd, NR_process_madvise, NR_process_mrelease,
	SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_fanotify_init, SYS_personality,
	SYS_add_key, SYS_request_key, SYS_keyctl,
	SYS_name_to_handle_at, SYS_open_by_handle_at,
	SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot,
	SYS_swapon, SYS_swapoff, SYS_acct, SYS_quotactl, NR_quotactl_fd, SYS_syslog, SYS_vhangup,
	SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime, SYS_sethostname, SYS_setdomainname,
	SYS_migrate_pages, SYS_move_pages, SYS_mbind, SYS_set_mempolicy,
#if defined(__x86_64__)
	SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_lookup_dcookie, SYS_kexec_file_load, SYS_uselib, SYS_ustat, SYS_sysfs,
#endif
};

static const int absent[] = {
	SYS_clone3, NR_io_uring_setup, NR_io_uring_enter, NR_io_uring_register,
	SYS_shmget, SYS_shmat, SYS_shmctl, SYS_semget, SYS_semop, SYS_semctl, SYS_semtimedop,
	SYS_msgget, SYS_msgsnd, SYS_msgrcv, SYS_msgctl, SYS_mq_open, SYS_mq_unlink,
};

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static int filter_system_calls(void)
{
	struct sock_filter code[2 * (COUNT(denied) + COUNT(absent)) + 40];
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
	for (unsigned i = 0; i < COUNT(denied); i++)
		EMIT(IF_EQUAL(denied[i], 0, 1), REFUSE(EPERM));
	for (unsigned i = 0; i < COUNT(absent); i++)
		EMIT(IF_EQUAL(absent[i], 0, 1), REFUSE(ENOSYS));
	EMIT(IF_EQUAL(SYS_clone, 0, 4), LOAD(args[0]), IF_ANY(CLONE_DENIED, 0, 1), REFUSE(EPERM), ALLOW);
	EMIT(IF_EQUAL(SYS_ioctl, 0, 5), LOAD(args[1]), IF_EQUAL(TIOCSTI, 1, 0), IF_EQUAL(TIOCLINUX, 0, 1), REFUSE(EPERM), ALLOW);
	EMIT(IF_EQUAL(SYS_socket, 0, 5), LOAD(args[0]), IF_EQUAL(AF_UNIX, 3, 0), IF_EQUAL(AF_INET, 2, 0), IF_EQUAL(AF_INET6, 1, 0),
	     REFUSE(EAFNOSUPPORT));
	EMIT(ALLOW);
	struct sock_fprog program = {(unsigned short)n, code};
	return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
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
	return setrlimit((__rlimit_resource_t)resource, &wanted);
}

void offer_to_oom_killer(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	if (write(fd, "1000", 4) < 0)
		errno = 0; /* only a preference: the group's limit holds all the same */
	close(fd);
}

int confine_limits(const struct confinement *c)
{
	if (limit(RLIMIT_CORE, 0) < 0 || limit(RLIMIT_CPU, c->cpu_seconds) < 0 || limit(RLIMIT_NPROC, c->processes) < 0 ||
	    limit(RLIMIT_STACK, c->stack_bytes) < 0 || limit(RLIMIT_FSIZE, c->file_bytes) < 0 || limit(RLIMIT_NOFILE, 1024) < 0 ||
	    limit(RLIMIT_MEMLOCK, 1 << 16) < 0 || limit(RLIMIT_MSGQUEUE, 0) < 0 || limit(RLIMIT_SIGPENDING, 1024) < 0)
		return -1;
	return 0;
}

int confine(const struct confinement *c)
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
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || filter_system_calls() < 0)
		return -1;
	return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}
