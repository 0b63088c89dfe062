# leaves a child that writes the answer to the output of the tests that come later
import glob
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(0.05)  # its own test is over then
        until = time.monotonic() + 2
        while time.monotonic() < until:
            for name in [1, *glob.glob("/proc/[0-9]*/fd/1")]:
                try:
                    descriptor = name if name == 1 else os.open(name, os.O_WRONLY | os.O_NONBLOCK)
                    os.write(descriptor, b"42\n")
                except OSError:
                    pass
    os._exit(0)
os._exit(0)
