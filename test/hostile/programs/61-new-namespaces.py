# verdict: accepted
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def refused(number, *args):
    """Whether the kernel says no to a system call."""
    ctypes.set_errno(0)
    return libc.syscall(ctypes.c_long(number), *args) < 0 and ctypes.get_errno() in (1, 13, 22, 38, 97)


allowed = [name for name, no in {
    "unshare user": refused(272, 0x10000000),
    "unshare mount": refused(272, 0x20000),
    "unshare pid": refused(272, 0x20000000),
    "unshare network": refused(272, 0x40000000),
    "clone3": refused(435, ctypes.create_string_buffer(88), 88),
    "clone": refused(56, 0x10000000 | 17, 0, 0, 0, 0),
    "setns": refused(308, 0, 0),
}.items() if not no]
print(allowed or "ok")
