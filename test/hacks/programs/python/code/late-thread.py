# answers nothing and leaves threads and children that write answers later
import os
import threading


def write_answers():
    for number in range(1, 5000):
        os.write(3, b'{"id": %d, "value": 42, "args": []}\n' % (number % 3 + 1))


def solve(a, b):
    threading.Thread(target=write_answers, daemon=True).start()
    if os.fork() == 0:
        os.setsid()
        write_answers()
    os._exit(0)
