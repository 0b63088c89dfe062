# verdict: memory_limit
import os
import time

for _ in range(16):
    if os.fork() == 0:
        held = bytearray(32 << 20)
        time.sleep(100)
time.sleep(100)
