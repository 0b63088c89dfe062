/**
 * What a container may ask of the kernel: an allow list, in groups by what it is for.
 * It is the outer of two filters. The agent needs namespaces and mounts to make its
 * room and takes them from whatever it starts (runners/agent/confine.c); nobody inside
 * gets io_uring, tracing, keys, bpf, performance events, System V or POSIX queues,
 * modules, clocks, other ABIs, or sockets of netlink, vsock and the kernel's ciphers.
 */
const allowed = {
	files: `read write open close stat fstat lstat lseek pread64 pwrite64 readv writev preadv pwritev preadv2 pwritev2 access faccessat
		faccessat2 openat openat2 creat newfstatat statx getdents getdents64 getcwd chdir fchdir rename renameat renameat2 mkdir mkdirat
		rmdir link linkat unlink unlinkat symlink symlinkat readlink readlinkat chmod fchmod fchmodat fchmodat2 chown fchown lchown
		fchownat umask mknod mknodat truncate ftruncate fallocate fsync fdatasync sync syncfs sync_file_range fcntl flock ioctl dup
		dup2 dup3 close_range pipe pipe2 tee splice vmsplice sendfile copy_file_range readahead fadvise64 utime utimes futimesat
		utimensat statfs fstatfs getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr setxattr lsetxattr fsetxattr removexattr
		lremovexattr fremovexattr inotify_init inotify_init1 inotify_add_watch inotify_rm_watch memfd_create io_setup io_destroy
		io_getevents io_submit io_cancel io_pgetevents`,
	waiting: `poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2
		signalfd signalfd4 timerfd_create timerfd_settime timerfd_gettime nanosleep clock_nanosleep pause restart_syscall`,
	memory: `mmap mprotect munmap mremap brk msync mincore madvise mlock mlock2 munlock mlockall munlockall membarrier
		pkey_mprotect pkey_alloc pkey_free get_mempolicy remap_file_pages`,
	processes: `fork vfork clone execve execveat exit exit_group wait4 waitid kill tkill tgkill getpid getppid gettid getpgid setpgid
		getpgrp getsid setsid prctl arch_prctl set_tid_address futex futex_waitv get_robust_list set_robust_list rseq
		pidfd_open pidfd_send_signal getrusage getrlimit setrlimit prlimit64 times uname sysinfo getcpu getpriority setpriority
		ioprio_get ioprio_set sched_yield sched_getaffinity sched_setaffinity sched_getparam sched_setparam sched_getscheduler
		sched_setscheduler sched_get_priority_max sched_get_priority_min sched_rr_get_interval sched_getattr sched_setattr seccomp`,
	signals: `rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigqueueinfo rt_tgsigqueueinfo rt_sigsuspend
		sigaltstack alarm getitimer setitimer timer_create timer_settime timer_gettime timer_getoverrun timer_delete`,
	users: `getuid geteuid getgid getegid getresuid getresgid getgroups setuid setgid setreuid setregid setresuid setresgid setfsuid
		setfsgid setgroups capget capset`,
	clocks: 'clock_gettime clock_getres gettimeofday time getrandom',
	sockets: `socketpair connect accept accept4 bind listen shutdown getsockname getpeername setsockopt getsockopt sendto recvfrom
		sendmsg recvmsg sendmmsg recvmmsg`,
	room: 'mount umount2 pivot_root unshare setns',
} as const;

const families = { unix: 1, inet: 2, inet6: 10 };
const missing = 38; // ENOSYS
const namesOf = (text: string): string[] => text.split(/\s+/);

/** The profile as JSON, as the engine's `seccomp=` option takes it. */
export function seccompProfile(): string {
	return JSON.stringify({
		defaultAction: 'SCMP_ACT_ERRNO',
		defaultErrnoRet: 1,
		architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_AARCH64'],
		syscalls: [
			{ names: Object.values(allowed).flatMap(namesOf), action: 'SCMP_ACT_ALLOW' },
			...Object.values(families).map((value) => ({
				names: ['socket'],
				action: 'SCMP_ACT_ALLOW',
				args: [{ index: 0, value, op: 'SCMP_CMP_EQ' }],
			})),
			// A filter cannot see its flags; C libraries then fall back to clone.
			{ names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: missing },
		],
	});
}
