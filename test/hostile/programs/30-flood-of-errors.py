# verdict: accepted
import sys

for _ in range(300):
    sys.stderr.write("x" * 10000)
print("ok")
