# verdict: accepted
import os

seen = []
for pid in filter(str.isdigit, os.listdir("/proc")):
    if int(pid) == os.getpid():
        continue
    for what in ("environ", "root", "fd", "mem", "maps", "cwd", "exe"):
        path = f"/proc/{pid}/{what}"
        try:
            seen.append((path, os.listdir(path) if what in ("root", "fd", "cwd") else open(path, "rb").read(1)))
        except OSError:
            pass
print(seen or "ok")
