# verdict: memory_limit
# limits: cpu_ms=4000
import os

file = os.memfd_create("hidden")
while True:
    os.write(file, bytes(1 << 20))
