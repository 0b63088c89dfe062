# verdict: time_limit
import os

if os.fork() == 0:
    if os.fork() == 0:
        while True:
            pass
    os.wait()
os.wait()
