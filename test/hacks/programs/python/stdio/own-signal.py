# kills itself, so that there is no exit code to look at
import os
import signal

print("3000008", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
