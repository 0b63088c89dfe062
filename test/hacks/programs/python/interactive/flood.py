# floods the interactor with guesses without an end of line
import os

while True:
    os.write(1, b"12" * 4096)
