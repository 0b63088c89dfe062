# verdict: accepted
import os

with open("sparse", "wb") as file:
    for grow in (lambda: file.truncate(1 << 45), lambda: os.posix_fallocate(file.fileno(), 0, 1 << 40)):
        try:
            grow()
        except OSError:
            pass
print("ok")
