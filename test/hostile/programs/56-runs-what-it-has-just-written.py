# verdict: accepted
# limits: cpu_ms=5000 wall_ms=20000
import os
import shutil
import subprocess
import threading

stop = False


def load():
    while not stop:
        subprocess.run(["/bin/true"])


thread = threading.Thread(target=load)
thread.start()
codes = set()
for n in range(30):
    shutil.copy("/bin/true", f"tool{n}")
    os.chmod(f"tool{n}", 0o755)
    for _ in range(20):
        try:
            codes.add(subprocess.run([f"./tool{n}"]).returncode)
            break
        except OSError as error:
            if error.errno != 26:
                raise
stop = True
thread.join()
print("ok" if codes == {0} else codes)
