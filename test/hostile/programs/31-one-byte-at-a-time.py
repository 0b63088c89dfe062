# verdict: output_limit
# limits: output_kb=16
import os

while True:
    os.write(1, b"x")
