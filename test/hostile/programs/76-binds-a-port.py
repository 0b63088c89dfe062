# verdict: accepted
# tests: 4
import socket

listener = socket.socket()
listener.bind(("127.0.0.1", 8080))
listener.listen()
print("ok")
