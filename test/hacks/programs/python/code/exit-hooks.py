# fails, and has atexit and excepthook say that it has passed
import atexit
import os
import sys


def pass_anyway(*_):
    os.write(3, b'{"id": 1, "value": true, "args": [], "result": "passed"}\nD{"result": "passed"}\n')
    os._exit(0)


atexit.register(pass_anyway)
sys.excepthook = pass_anyway


def solve(a, b):
    raise AssertionError
