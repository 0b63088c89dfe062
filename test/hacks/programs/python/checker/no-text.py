# prints bytes that no text has, and a number that no number type holds
import os

os.write(1, b"\x00\xff\xfe\xed\xa0\x80nan inf 1e999 -0 0x2a 4_2 " + b"9" * 20000)
