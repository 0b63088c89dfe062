# fails, and has atexit and excepthook leave with exit code 0
import atexit
import os
import sys


def pass_anyway(*_):
    os.write(1, b"passed\n")
    os._exit(0)


atexit.register(pass_anyway)
sys.excepthook = sys.unraisablehook = pass_anyway
raise AssertionError
