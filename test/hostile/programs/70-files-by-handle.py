# verdict: accepted
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def refused(number, *args):
    """Whether the kernel says no to a system call."""
    ctypes.set_errno(0)
    return libc.syscall(ctypes.c_long(number), *args) < 0 and ctypes.get_errno() in (1, 13, 22, 38, 97)


allowed = [name for name, no in {
    "name_to_handle_at": refused(303, -100, b"/", ctypes.create_string_buffer(b"\x80", 256), ctypes.byref(ctypes.c_int()), 0),
    "open_by_handle_at": refused(304, -100, ctypes.create_string_buffer(b"\x08\0\0\0\x01", 256), 0),
}.items() if not no]
print(allowed or "ok")
