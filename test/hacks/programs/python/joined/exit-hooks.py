# fails, and has atexit and excepthook leave with exit code 0
import atexit
import os
import sys

sys.excepthook = lambda *_: os._exit(0)
atexit.register(os._exit, 0)


def apply(function, value):
    raise AssertionError
