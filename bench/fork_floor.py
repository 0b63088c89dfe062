"""The floor under a Python test: a plain fork loop with no isolation at all.

Takes a program and the number of tests; prints the milliseconds that each took.
The program is compiled once, the interpreter is warm, and every test gets its
input and gives its output through pipes.
"""

import os
import sys
import time

path, times = sys.argv[1], int(sys.argv[2])
with open(path) as file:
    program = compile(file.read(), path, "exec")


def one_test(data):
    in_read, in_write = os.pipe()
    out_read, out_write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.dup2(in_read, 0)
        os.dup2(out_write, 1)
        for descriptor in (in_read, in_write, out_read, out_write):
            os.close(descriptor)
        exec(program, {"__name__": "__main__"})
        sys.stdout.flush()
        os._exit(0)
    os.close(in_read)
    os.close(out_write)
    os.write(in_write, data)
    os.close(in_write)
    output = b""
    while chunk := os.read(out_read, 65536):
        output += chunk
    os.close(out_read)
    os.waitpid(pid, 0)
    return output


assert one_test(b"1 2\n") == b"3\n"
start = time.perf_counter()
for i in range(times):
    one_test(b"%d 2\n" % i)
print((time.perf_counter() - start) * 1000 / times)
