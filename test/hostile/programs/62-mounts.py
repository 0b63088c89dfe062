# verdict: accepted
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def refused(number, *args):
    """Whether the kernel says no to a system call."""
    ctypes.set_errno(0)
    return libc.syscall(ctypes.c_long(number), *args) < 0 and ctypes.get_errno() in (1, 13, 22, 38, 97)


allowed = [name for name, no in {
    "mount": refused(165, b"none", b"/tmp", b"tmpfs", 0, 0),
    "umount": refused(166, b"/tmp", 2),
    "pivot_root": refused(155, b"/", b"/tmp"),
    "chroot": refused(161, b"/tmp"),
    "fsopen": refused(430, b"tmpfs", 0),
    "open_tree": refused(428, -100, b"/", 1),
}.items() if not no]
print(allowed or "ok")
