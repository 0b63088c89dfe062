# verdict: accepted
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def refused(number, *args):
    """Whether the kernel says no to a system call."""
    ctypes.set_errno(0)
    return libc.syscall(ctypes.c_long(number), *args) < 0 and ctypes.get_errno() in (1, 13, 22, 38, 97)


allowed = [name for name, no in {
    "AF_ALG": refused(41, 38, 5, 0),
}.items() if not no]
print(allowed or "ok")
