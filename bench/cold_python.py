"""The floor under every judge that starts an interpreter for each test.

Takes a folder with 0.py, 0.in, 1.py, 1.in and so on, and how many there are. Runs each
program with its input, one after the other, its output to 0.out and so on. Prints, as
JSON, the seconds for all of them and the exit code of each.
"""

import json
import os
import sys
import time

folder, count = sys.argv[1], int(sys.argv[2])
environment = {"PATH": "/usr/bin:/bin"}


def run(n):
    path = os.path.join(folder, str(n))
    streams = [
        (os.POSIX_SPAWN_OPEN, 0, path + ".in", os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, path + ".out", os.O_WRONLY | os.O_CREAT, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0),
    ]
    pid = os.posix_spawn("/usr/bin/python3", ["python3", path + ".py"], environment, file_actions=streams)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


start = time.perf_counter()
codes = [run(n) for n in range(count)]
print(json.dumps({"seconds": time.perf_counter() - start, "codes": codes}))
