# leaves with exit code 0 before it has said anything
import os

os._exit(0)
