# leaves with exit code 0 before it has printed anything
import sys

sys.exit(0)
