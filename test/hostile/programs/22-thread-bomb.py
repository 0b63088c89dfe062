# verdict: accepted
import os
import threading
import time

try:
    while True:
        threading.Thread(target=time.sleep, args=(1000,)).start()
except RuntimeError:
    print("ok", flush=True)
    os._exit(0)
