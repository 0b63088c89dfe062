# verdict: time_limit memory_limit
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
