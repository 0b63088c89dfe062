# verdict: accepted
import time

while time.process_time() < 0.8:
    pass
print("ok")
