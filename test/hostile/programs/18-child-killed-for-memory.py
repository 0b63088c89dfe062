# verdict: memory_limit
import os

if os.fork() == 0:
    held = bytearray(400 << 20)
    os._exit(0)
os.wait()
print("ok")
