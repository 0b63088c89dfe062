# verdict: accepted
# limits: memory_mb=512 cpu_ms=4000
try:
    with open("large", "wb") as file:
        while True:
            file.write(bytes(1 << 20))
except OSError:
    print("ok")
