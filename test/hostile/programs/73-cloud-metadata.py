# verdict: accepted
# limits: wall_ms=8000
import socket

reached = []
for address in (("169.254.169.254", 80), ("fd00:ec2::254", 80), ("100.100.100.200", 80)):
    try:
        socket.create_connection(address, 0.3).close()
        reached.append(address)
    except OSError:
        pass
print(reached or "ok")
