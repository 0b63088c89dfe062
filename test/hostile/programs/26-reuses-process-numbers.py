# verdict: accepted
import os
import time

end = time.monotonic() + 0.3


def chain():
    """Each process of it starts the next one and ends; the last one finds no number any more."""
    try:
        while time.monotonic() < end + 1:
            if os.fork() != 0:
                break
    finally:
        os._exit(0)


while time.monotonic() < end:
    try:
        if os.fork() == 0:
            chain()
        os.wait()
    except OSError:
        pass
print("ok")
