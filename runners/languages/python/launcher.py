"""The warm interpreter of Python. See runners/agent/launcher.c for how it forks.

This module's own code runs in three processes: the launcher, which never sees a
program; the template, which compiles one; and a fork for each test, which runs
it. The program's text is a line of JSON, {"mode": ...}, and the source:

  stdio   the program runs as __main__
  call    the program is loaded and one function is called
  serve   the program is loaded and serves calls of a judge
  judge   the text is JSON with the tests' own code, and no program

A program finds everything as in a fresh `python3`, but that sys.getrecursionlimit()
says 1001 (so that it can go as deep, in spite of the frame of this module) and that
warnings of the compiler are not on stderr.
"""

import ast
import ctypes
import gc
import json
import linecache
import os
import sys
import threading
import traceback
import types

sys.path[0] = os.path.dirname(os.path.abspath(__file__))

import candidate  # noqa: E402
import judge  # noqa: E402

MAIN = "/prog/main.py"
# What a program names in an import statement and is cheap, pure and common is imported before the fork.
PRELOADED = frozenset(
    "array bisect cmath collections copy dataclasses datetime decimal enum fractions functools heapq io itertools math "
    "operator os queue random re statistics string struct sys textwrap threading time types typing".split()
)

library = ctypes.PyDLL("/assay/lib/liblauncher.so")
library.assay_ready.argtypes = [ctypes.c_int, ctypes.c_char_p]


def read_program(descriptor):
    with open(descriptor, "rb") as file:
        header, _, source = file.read().partition(b"\n")
    return json.loads(header), source


def refuse(error):
    text = "".join(traceback.format_exception_only(type(error), error))
    library.assay_ready(0, text.encode(errors="replace"))
    os._exit(0)


def imports_of(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.partition(".")[0]


def compile_program(source):
    try:
        tree = compile(source, MAIN, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
        for name in PRELOADED.intersection(imports_of(tree)):
            __import__(name)
        return compile(tree, MAIN, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        refuse(error)


def compile_units(texts):
    units = []
    for text in texts:
        try:
            units.append(compile(text, "<test>", "exec", dont_inherit=True))
        except (SyntaxError, ValueError, RecursionError) as error:
            units.append(f"{type(error).__name__}: {error}")
    return units


def leave(status):
    """Ends as the interpreter would: threads are waited for, atexit runs, the streams are flushed."""
    try:
        threading._shutdown()
        import atexit

        atexit._run_exitfuncs()
    except BaseException:
        traceback.print_exc()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except BaseException:
            status = status or 120
    os._exit(status)


def report(error):
    """Says what an uncaught exception says, less this module's own frames; the exit status."""
    if isinstance(error, SystemExit):
        code = error.code
        if code is None or isinstance(code, int):
            return 0 if code is None else code & 0xFF
        print(code, file=sys.stderr)
        return 1
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename in OWN_FILES:
        trace = trace.tb_next
    sys.excepthook(type(error), error.with_traceback(trace), trace)
    return 1


OWN_FILES = {__file__, candidate.__file__, judge.__file__}

header, source = read_program(library.assay_next_program())
# From here on this is a template.
mode = header["mode"]
if mode == "judge":
    work = json.loads(source)
    program = compile_units(work["units"])
else:
    program = compile_program(source)
for module in (candidate, judge, candidate.values):  # a program that imports one of these names gets its own, or an error
    del sys.modules[module.__name__]
sys.argv = [MAIN]
sys.path[0] = "/prog"
main = types.ModuleType("__main__")
main.__dict__.update(__file__=MAIN, __builtins__=__builtins__)
sys.modules["__main__"] = main
linecache.clearcache()
sys.setrecursionlimit(sys.getrecursionlimit() + 1)  # for the frame of this module
del source
gc.collect()
gc.freeze()
library.assay_ready(1, b"")
library.assay_next_test()
# From here on this is a test's own process.
status = 0
try:
    if mode == "stdio":
        exec(program, main.__dict__)
    elif mode == "call":
        candidate.call_once(program)
    elif mode == "serve":
        candidate.serve(program)
    elif mode == "judge":
        judge.serve(program, work["entry_point"])
except BaseException as error:
    status = report(error)
leave(status)
