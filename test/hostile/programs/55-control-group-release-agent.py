# verdict: accepted
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def refused(number, *args):
    """Whether the kernel says no to a system call."""
    ctypes.set_errno(0)
    return libc.syscall(ctypes.c_long(number), *args) < 0 and ctypes.get_errno() in (1, 13, 22, 38, 97)


found = [path for path in ("/sys/fs/cgroup", "/run/cgroup/memory/release_agent", "/run/cgroup/unified/cgroup.procs") if os.path.exists(path)]
os.mkdir("group")
if not refused(165, b"cgroup", b"/box/group", b"cgroup", 0, b"memory"):
    found.append("mounted")
print(found or "ok")
