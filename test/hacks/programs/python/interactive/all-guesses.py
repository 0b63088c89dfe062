# makes all guesses at once, before it is told anything
import os

os.write(1, b"\n".join(b"%d" % number for number in range(100, 0, -1)) + b"\n")
