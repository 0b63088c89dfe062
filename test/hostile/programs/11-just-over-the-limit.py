# verdict: time_limit
import time

while time.process_time() < 1.05:
    pass
print("ok")
