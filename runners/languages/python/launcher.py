"""The warm interpreter of Python. See runners/agent/launcher.c for how it forks.

This module's own code runs in three processes: the launcher, which never sees a
program; the template, which compiles one; and a fork for each test, which runs
it. A launcher serves programs of one mode, its first argument:

  stdio   the program runs as __main__
  call    the program is loaded and one function is called
  serve   the program is loaded and serves calls of a judge
  judge   the text is JSON with the tests' own code, and no program

The other arguments are modules that its programs import. A fork costs what there is
and what it touches, so a launcher imports no more than that, and does beforehand all
that a process does only the first time (`rehearse`).

A program finds everything as in a fresh `python3`, but that sys.getrecursionlimit()
says 1001 (so that it can go as deep, in spite of the frame of this module), that
warnings of the compiler are not on stderr, and that one which draws numbers from
numpy without any `rand` in its text draws the same in every test.
"""

import atexit
import ctypes
import gc
import io
import opcode
import os
import sys
import types

# What modules want to do in forks of theirs costs as much as a test, and is for threads, which a launcher
# has none of, and for generators of random numbers: it is left to `take_up_hooks`.
register_at_fork = os.register_at_fork
hooks = []
os.register_at_fork = lambda **registered: hooks.append(registered)

mode, *modules = sys.argv[1:]
own_files = {__file__}
if mode != "stdio":
    sys.path[0] = os.path.dirname(os.path.abspath(__file__))
    if mode == "judge":
        import json

        import judge as server
    else:
        import candidate as server
    # A program that imports one of these gets its own, or an error.
    for name in "candidate collected judge made operations own_pytest plain proxy stand_ins values".split():
        module = sys.modules.pop(name, None)
        if module is not None:
            own_files.add(module.__file__)

MAIN = "/prog/main.py"
# What a program names in an import statement and is cheap, pure and common is imported before the fork.
PRELOADED = frozenset(
    "array bisect cmath collections copy dataclasses datetime decimal enum fractions functools heapq io itertools math "
    "operator os queue random re statistics string struct sys textwrap threading time types typing".split()
)
IMPORT_NAME, EXTENDED_ARG = opcode.opmap["IMPORT_NAME"], opcode.opmap["EXTENDED_ARG"]

# A program without any of these, which imports nothing but what is here and harmless, has no file of its own at its end,
# nor anything else that still does something when it goes.
LASTING = frozenset("__del__ __import__ builtins compile eval exec fdopen import_module modules open popen".split())
HARMLESS = PRELOADED - {"io"} | {"__future__"}
GENERATORS = 0x20 | 0x80 | 0x200  # CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR

# Packages with functions that draw random numbers and do not say so in their names.
DRAWING = frozenset(("networkx", "pandas", "scipy", "sympy"))

library = ctypes.PyDLL("/assay/lib/liblauncher.so")
library.assay_ready.argtypes = [ctypes.c_int, ctypes.c_char_p]


def read_program(descriptor):
    with open(descriptor, "rb") as file:
        return file.read()


def refuse(error):
    sys.stderr = io.StringIO()
    sys.__excepthook__(type(error), error, None)
    library.assay_ready(0, sys.stderr.getvalue().encode(errors="replace"))
    os._exit(0)


def imports_of(code):
    """The modules that a code object and those inside it name in import statements."""
    operations, arguments = code.co_code[::2], code.co_code[1::2]
    at = operations.find(IMPORT_NAME)
    while at >= 0:
        extended = at > 0 and operations[at - 1] == EXTENDED_ARG
        name = arguments[at] + (arguments[at - 1] << 8 if extended else 0)
        if name < len(code.co_names):
            yield code.co_names[name].partition(".")[0]
        at = operations.find(IMPORT_NAME, at + 1)
    for inner in code.co_consts:
        if isinstance(inner, type(code)):
            yield from imports_of(inner)


def has_last_words(code):
    """Whether a program may leave what does something when it goes: a file, a generator, what has a `__del__`."""
    if not LASTING.isdisjoint(code.co_names) or code.co_flags & GENERATORS and code.co_name != "<genexpr>":
        return True
    return any(has_last_words(inner) for inner in code.co_consts if isinstance(inner, type(code)))


def compile_program(source):
    try:
        program = compile(source, MAIN, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        refuse(error)
    for name in PRELOADED.intersection(imports_of(program)):
        __import__(name)
    return program


def compile_units(texts):
    units = []
    for text in texts:
        try:
            units.append((compile(text, "<test>", "exec", dont_inherit=True), server.own_errors(text)))
        except (SyntaxError, ValueError, RecursionError) as error:
            units.append((f"{type(error).__name__}: {error}", frozenset()))
    return units


def draws_numbers(source):
    return mode == "judge" or b"rand" in source or b"secrets" in source or not DRAWING.isdisjoint(sys.modules)


def take_up_hooks(seeds):
    """For a program that forks itself; and, if it may draw numbers, for this fork."""
    os.register_at_fork = register_at_fork
    for registered in hooks:
        register_at_fork(**registered)
        if seeds and "after_in_child" in registered:
            registered["after_in_child"]()


def flush(status):
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except BaseException:
            status = status or 120
    return status


def let_go():
    """Takes the program's module apart, as the end of an interpreter does."""
    global main
    try:
        if gc.isenabled():
            gc.collect()  # puts what holds before what is held: a file is to be flushed before its descriptor is closed
        sys.modules.pop("__main__", None)
        main = None
        gc.collect()
    except BaseException:
        pass  # the program has put something else there


def leave(status):
    """Ends as the interpreter would: threads are waited for, atexit runs, what the program holds goes, the streams are flushed."""
    try:
        if "threading" in sys.modules:
            sys.modules["threading"]._shutdown()
        if atexit._ncallbacks():
            atexit._run_exitfuncs()
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    status = flush(status)
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    if mode == "stdio":
        if lasting:
            let_go()
        status = flush(status)
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
    while trace is not None and trace.tb_frame.f_code.co_filename in own_files:
        trace = trace.tb_next
    sys.excepthook(type(error), error.with_traceback(trace), trace)
    return 1


def rehearse():
    """Runs a small program of our own, on streams of our own."""
    kept = sys.stdin, sys.stdout, sys.stderr
    read, write = os.pipe()
    sys.stdout = sys.stderr = open(write, "w")
    sys.stdin = open(read)
    text = b"import sys\ndef f(n):\n    return n + 1\nprint('1 2', flush=True)\nprint(sum(map(int, input().split())), f(3), [1], {2: '3'})\n"
    if "numpy" in sys.modules:
        text += b"import numpy as np\na = np.array(['1', '2'], dtype=int)\nprint(a, a.sum(), (a * 2 + 1).max(), np.arange(4).reshape(2, 2) @ np.eye(2), np.sort(a).tolist())\n"
    program = compile_program(text)
    exec(program, {"__name__": "rehearsal", "__builtins__": __builtins__})
    for stream in (sys.stdout, sys.stdin):
        stream.close()
    sys.stdin, sys.stdout, sys.stderr = kept
    if mode != "stdio":
        server.rehearse()


for name in modules:
    try:
        __import__(name)
    except ImportError:
        pass  # the program will find out
if "numpy" in sys.modules:  # its generator knows nothing of forks, and Python's own does
    os.register_at_fork(after_in_child=sys.modules["numpy"].random.seed)
library.assay_let_go_mappings()
rehearse()
del opcode, sys.modules["opcode"]
gc.collect()
gc.freeze()
library.assay_hold_mappings()
source = read_program(library.assay_next_program())
# From here on this is a template.
if mode == "judge":
    work = json.loads(source)
    program = compile_units(work["units"])
else:
    program = compile_program(source)
    lasting = has_last_words(program) or not HARMLESS.issuperset(imports_of(program))
sys.argv = [MAIN]
sys.path[0] = "/prog"
seeds = draws_numbers(source)
sys.setrecursionlimit(sys.getrecursionlimit() + 1)  # for the frame of this module
del source
gc.collect()
gc.freeze()
main = types.ModuleType("__main__")  # not before: what is frozen is never taken apart
main.__dict__.update(__file__=MAIN, __builtins__=__builtins__)
sys.modules["__main__"] = main
library.assay_ready(1, b"")
library.assay_next_test()
# From here on this is a test's own process.
take_up_hooks(seeds)
status = 0
try:
    if mode == "stdio":
        exec(program, main.__dict__)
    elif mode == "call":
        server.call_once(program)
    elif mode == "serve":
        server.serve(program)
        os._exit(0)  # nobody asks any more: what it still does is of no account
    elif mode == "judge":
        server.serve(program, work["entry_point"])
except BaseException as error:
    status = report(error)
leave(status)
