# verdict: memory_limit
# limits: cpu_ms=4000
import os

while True:
    file = os.memfd_create("hidden")
    for _ in range(64):
        os.write(file, bytes(1 << 20))
