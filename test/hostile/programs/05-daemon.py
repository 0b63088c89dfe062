# verdict: accepted
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            time.sleep(0.01)
            open("/tmp/still-here", "w").close()
    os._exit(0)
os.wait()
print("ok")
