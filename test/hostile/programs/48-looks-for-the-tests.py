# verdict: wrong_answer
# expects: a secret
# limits: cpu_ms=4000 wall_ms=15000
import os
import re

found = set()
places = ["/prog", "/box", "/tmp", "/dev/shm", "/run", "/etc", "/scratch", "/assay/languages"]
for place in places:
    for folder, _, names in os.walk(place):
        for name in names:
            try:
                with open(os.path.join(folder, name), "rb") as file:
                    found.update(re.findall(rb"secret-[0-9a-f]{16}", file.read(1 << 20)))
            except OSError:
                pass
for region in open("/proc/self/maps"):
    try:
        start, end = (int(part, 16) for part in region.split()[0].split("-"))
        with open("/proc/self/mem", "rb", 0) as memory:
            memory.seek(start)
            found.update(re.findall(rb"secret-[0-9a-f]{16}", memory.read(min(end - start, 8 << 20))))
    except (OSError, OverflowError, ValueError):
        pass
print(next(iter(found), b"nothing").decode())
