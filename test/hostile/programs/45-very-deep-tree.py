# verdict: accepted
# limits: cpu_ms=3000
import os

try:
    while True:
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
except OSError:
    print("ok")
