# verdict: accepted
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def refused(number, *args):
    """Whether the kernel says no to a system call."""
    ctypes.set_errno(0)
    return libc.syscall(ctypes.c_long(number), *args) < 0 and ctypes.get_errno() in (1, 13, 22, 38, 97)


allowed = [name for name, no in {
    "ptrace": refused(101, 16, 1, 0, 0),
    "traceme": refused(101, 0, 0, 0, 0),
    "process_vm_readv": refused(310, os.getpid(), 0, 0, 0, 0, 0),
    "process_vm_writev": refused(311, os.getpid(), 0, 0, 0, 0, 0),
    "kcmp": refused(312, os.getpid(), os.getpid(), 0, 0, 0),
    "pidfd_getfd": refused(438, 0, 0, 0),
}.items() if not no]
print(allowed or "ok")
