# verdict: accepted
import os
import time

end = time.monotonic() + 0.3
while time.monotonic() < end:
    try:
        if os.fork() == 0:
            while time.monotonic() < end + 1:
                if os.fork() != 0:
                    os._exit(0)
            os._exit(0)
        os.wait()
    except OSError:
        pass
print("ok")
