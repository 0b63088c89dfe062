# sends signals to its parent and to every process that it can name
import os
import signal

for number in (signal.SIGCONT, signal.SIGUSR1, signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL):
    for pid in (-1, 1, os.getppid(), *range(2, 2000)):
        if pid in (0, os.getpid()):
            continue
        try:
            os.kill(pid, number)
        except OSError:
            pass
print("passed")
