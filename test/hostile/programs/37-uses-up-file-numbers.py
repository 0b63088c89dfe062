# verdict: accepted
# limits: cpu_ms=5000 wall_ms=15000
try:
    n = 0
    while True:
        open(f"f{n}", "w").close()
        n += 1
except OSError:
    print("ok")
