# writes an answer of very many numbers, one of which no double holds
import os

text = memoryview(b'{"value":[' + b"1," * 20_000 + b"12345678901234567890]}\n")
while text:
    text = text[os.write(3, text) :]
os._exit(0)
