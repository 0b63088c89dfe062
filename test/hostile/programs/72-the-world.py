# verdict: accepted
# limits: wall_ms=8000
import socket

reached = []
for address in (("1.1.1.1", 443), ("8.8.8.8", 53)):
    try:
        socket.create_connection(address, 0.3).close()
        reached.append(address)
    except OSError:
        pass

try:
    reached.append(socket.getaddrinfo("example.com", 80))
except OSError:
    pass
print(reached or "ok")
