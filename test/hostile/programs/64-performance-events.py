# verdict: accepted
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def refused(number, *args):
    """Whether the kernel says no to a system call."""
    ctypes.set_errno(0)
    return libc.syscall(ctypes.c_long(number), *args) < 0 and ctypes.get_errno() in (1, 13, 22, 38, 97)


allowed = [name for name, no in {
    "perf_event_open": refused(298, ctypes.create_string_buffer(b"\0\0\0\0\x80", 128), 0, -1, -1, 0),
}.items() if not no]
print(allowed or "ok")
