# writes digit by digit and takes the one that took the longest to be read for the right one
import os
import time

for _ in range(7):
    times = {}
    for digit in b"0123456789":
        start = time.perf_counter_ns()
        os.write(1, bytes([digit, 8]))
        times[digit] = time.perf_counter_ns() - start
    os.write(1, bytes([max(times, key=times.get)]))
