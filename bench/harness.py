"""A peer of Assay: a plain `multiprocessing` harness with one process per sample.

Takes a file of tests, {problem: {"entry_point", "tests": [...]}} where a test is source
with asserts or {"input", "output"} of a program that reads standard input, a file of
samples, the number of workers, and how results come back: `manager`, a manager process
for each sample, as the published evaluation of HumanEval has it, or `pipe`. Each sample
gets a process of its own, in which its tests run one after the other, each with the
program before it and with three seconds, as in that evaluation; the timer of a test is
SIGALRM. There is no isolation: tests and program share a process. Prints, as JSON, the
seconds that it took and which samples passed which of their tests.
"""

import contextlib
import functools
import io
import json
import multiprocessing
import os
import resource
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor

SECONDS = 3
MEMORY_BYTES = 1 << 30


class TimeOut(Exception):
    pass


def on_alarm(_signal, _frame):
    raise TimeOut


@contextlib.contextmanager
def time_limit():
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


compiled = functools.cache(lambda program: compile(program, "program", "exec"))


def answers(program, test):
    """Whether the program prints what is expected, but for white space."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(test["input"].encode()))
    output = io.TextIOWrapper(io.BytesIO())
    with contextlib.redirect_stdout(output):
        try:
            exec(compiled(program), {"__name__": "__main__"})
        except SystemExit as end:
            if end.code not in (None, 0):
                return False
    output.flush()
    return output.buffer.getvalue().decode().split() == test["output"].split()


def holds(program, suite, test):
    """Whether the asserts hold of what the program defines."""
    space = {"__name__": "program"}
    exec(compiled(program), space)
    if suite.get("entry_point"):
        space["candidate"] = space[suite["entry_point"]]
    exec(test, space)
    if "check" in space:
        space["check"](space["candidate"])
    return True


def judge(program, suite, results):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    signal.signal(signal.SIGALRM, on_alarm)
    sys.stdin = open(os.devnull)
    passed = []
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for test in suite["tests"]:
            try:
                with time_limit():
                    right = answers(program, test) if isinstance(test, dict) else holds(program, suite, test)
                passed.append(right)
            except BaseException:
                passed.append(False)
    results.send(passed)


class Returned:
    """What `judge` sends its results to, in the way of the published evaluation."""

    def __init__(self, shared):
        self.send = shared.append


def run_with_manager(program, suite):
    with multiprocessing.Manager() as manager:
        shared = manager.list()
        process = multiprocessing.Process(target=judge, args=(program, suite, Returned(shared)))
        process.start()
        process.join((SECONDS + 1) * len(suite["tests"]))
        process.kill()
        process.join()
        return shared[0] if shared else [False] * len(suite["tests"])


def run_with_pipe(program, suite):
    ours, theirs = multiprocessing.Pipe(False)
    process = multiprocessing.Process(target=judge, args=(program, suite, theirs))
    process.start()
    theirs.close()
    nothing = [False] * len(suite["tests"])
    try:
        return ours.recv() if ours.poll((SECONDS + 1) * len(suite["tests"])) else nothing
    except EOFError:
        return nothing
    finally:
        process.kill()
        process.join()
        ours.close()


suites_file, samples_file, workers, way = sys.argv[1:]
run = {"manager": run_with_manager, "pipe": run_with_pipe}[way]
with open(suites_file) as file:
    suites = json.load(file)
with open(samples_file) as file:
    samples = [json.loads(line) for line in file]
start = time.perf_counter()
with ThreadPoolExecutor(int(workers)) as pool:
    passed = list(pool.map(lambda sample: run(sample["code"], suites[sample["problem_id"]]), samples))
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "passed": {sample["id"]: tests for sample, tests in zip(samples, passed)}}))
