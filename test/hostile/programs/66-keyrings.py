# verdict: accepted
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def refused(number, *args):
    """Whether the kernel says no to a system call."""
    ctypes.set_errno(0)
    return libc.syscall(ctypes.c_long(number), *args) < 0 and ctypes.get_errno() in (1, 13, 22, 38, 97)


allowed = [name for name, no in {
    "add_key": refused(248, b"user", b"x", b"y", 1, -3),
    "request_key": refused(249, b"user", b"x", 0, -3),
    "keyctl": refused(250, 0, -3, 1),
}.items() if not no]
print(allowed or "ok")
