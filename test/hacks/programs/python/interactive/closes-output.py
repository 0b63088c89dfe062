# closes its output and its input, and goes on as if it had been told that it is right
import os

os.close(1)
os.close(0)
