# verdict: accepted
import os

for place in ("/tmp", "/var/tmp", "/dev/shm", "/run/lock", "/run", "/box", "/prog", "/var/run", "/dev/mqueue"):
    try:
        open(os.path.join(place, "marker"), "w").close()
    except OSError:
        pass
print("ok")
