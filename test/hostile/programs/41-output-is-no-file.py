# verdict: accepted
import os
import socket
import stat

os.mkfifo("fifo")
socket.socket(socket.AF_UNIX).bind("socket")
made = []
for kind in (stat.S_IFCHR, stat.S_IFBLK):
    try:
        os.mknod("device", kind | 0o666, os.makedev(1, 3))
        made.append(kind)
    except OSError:
        pass
print(made or "ok")
