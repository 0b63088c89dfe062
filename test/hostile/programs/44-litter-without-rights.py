# verdict: accepted
import os

for base in ("/box", "/tmp", "/dev/shm"):
    os.makedirs(f"{base}/locked/inner")
    open(f"{base}/locked/inner/file", "w").close()
    for path in (f"{base}/locked/inner/file", f"{base}/locked/inner", f"{base}/locked"):
        os.chmod(path, 0)
print("ok")
