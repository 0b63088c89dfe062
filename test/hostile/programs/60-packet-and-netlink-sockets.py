# verdict: accepted
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def refused(number, *args):
    """Whether the kernel says no to a system call."""
    ctypes.set_errno(0)
    return libc.syscall(ctypes.c_long(number), *args) < 0 and ctypes.get_errno() in (1, 13, 22, 38, 97)


allowed = [name for name, no in {
    "AF_PACKET": refused(41, 17, 3, 0x300),
    "AF_NETLINK": refused(41, 16, 3, 0),
    "raw IP": refused(41, 2, 3, 1),
}.items() if not no]
print(allowed or "ok")
