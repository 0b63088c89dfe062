"""Test code in a process of its own, in a sandbox in which no candidate runs.

Every name that the test code uses and does not define is a function of the
candidate's program, reached through the host: arguments go out as typed JSON and
data comes back. So no `__eq__`, patched builtin, exit code or atexit hook of the
candidate has any effect on an assert.

One process judges the tests of one program, one after the other, each in a fresh
namespace, when the host says so:

  host -> judge   U n            run the n-th test
                  A {...}        the candidate's answer, unread by the host
                  G              the candidate's process has ended
  judge -> host   C {...}        a call, for the candidate
                  D {"result"}   passed (and whether `own_objects` of the program had a say), failed, raised, missing, gone, uncarriable or broken

Each is a line; its first byte says what it is. Most tests make one call that is the
same whatever the program, so the host may have it answered beforehand:

  host -> judge   R n, C {...}, A {...} or G    run the n-th test with this answer to this call
  judge -> host   D {"result"}                  or "more" when it asked anything else, and its first call
"""

import _socket
import builtins
import importlib
import sys
import types

import collected
import own_pytest
import proxy
import values

CHANNEL = 3
sys.modules["pytest"] = own_pytest

# A test that says `math.pi` and does not import it relies on the program's own import; the module is the same here.
_MODULES = frozenset(
    "bisect cmath collections copy datetime decimal fractions functools heapq itertools json math operator os random re "
    "statistics string sys time".split()
)


class _Names(dict):
    """The builtins of test code: what is not there is the candidate's."""

    def __init__(self, candidate):
        super().__init__(vars(builtins))
        self._candidate = candidate

    def __missing__(self, name):
        self[name] = importlib.import_module(name) if name in _MODULES else proxy.Name(name, self._candidate)
        return self[name]


class _Solution(types.ModuleType):
    """The program, where test code imports it as the module `solution`."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = vars(self)[name] = proxy.Name(name, self.__candidate__)
        return value


def own_errors(text):
    """Names of exceptions that test code expects, and neither defines nor calls: they are the program's."""
    if "except" not in text and "aises" not in text:
        return frozenset()
    import ast

    def names(node):
        parts = node.elts if isinstance(node, ast.Tuple) else [node]
        own = {part.attr for part in parts if isinstance(part, ast.Attribute) and getattr(part.value, "id", None) == "solution"}
        return own | {imported.get(part.id, part.id) for part in parts if isinstance(part, ast.Name)}

    nodes = list(ast.walk(ast.parse(text)))
    lists = [node.names for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "solution"]
    imported = {alias.asname or alias.name: alias.name for aliases in lists for alias in aliases}
    expected, others = set(), set(vars(builtins))
    for node in nodes:
        if isinstance(node, ast.ExceptHandler):
            expected |= names(node.type)
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", None))
            if called in ("raises", "assertRaises", "assertRaisesRegex"):
                expected |= {name for argument in node.args[:1] for name in names(argument)}
            else:
                others |= names(node.func)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            others.add(node.id)
        elif isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            others.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)) and node.names not in lists:
            others |= {alias.asname or alias.name for alias in node.names}
    return frozenset(expected - others)


def _run(unit, errors, entry_point, candidate):
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    solution = sys.modules["solution"] = _Solution("solution")
    vars(solution).update(__candidate__=candidate, **{name: candidate.error(name) for name in errors})
    space = module.__dict__
    space["__builtins__"] = _Names(candidate)
    for name in errors:
        space[name] = candidate.error(name)
    function = None
    if entry_point is not None:
        function = space["candidate"] = proxy.Name(entry_point, candidate)
        if entry_point.isidentifier():
            space[entry_point] = function
    _exec(unit, space)
    check = space.get("check")
    if type(check) is types.FunctionType:
        check(function)
    else:
        collected.run(space, lambda name: _names_at_top(unit, name))


def _exec(unit, space):
    try:
        exec(unit, space)
    except SystemExit as end:
        if end.code:  # otherwise the test has ended itself, content
            raise


def _names_at_top(unit, name):
    import dis

    return any(step.opname == "LOAD_NAME" and step.argval == name for step in dis.get_instructions(unit))


def _judge(unit, errors, entry_point, candidate):
    try:
        _run(unit, errors, entry_point, candidate)
        error = candidate.over
    except BaseException as raised:
        error = candidate.over or raised
    if error is None:
        return {"result": "passed", "own_objects": candidate.own_objects}
    candidate.over = error  # what it says asks nothing more
    if isinstance(error, proxy.CandidateGone):
        return {"result": "gone"}
    if isinstance(error, proxy.MissingName):
        return {"result": "missing", "reason": str(error)}
    if isinstance(error, proxy.BadAnswer):
        return {"result": "raised", "reason": f"the program broke the channel: {error}", "forged": True}
    if isinstance(error, values.Uncarriable):
        return {"result": "uncarriable", "reason": str(error)}
    if candidate.asked == 0 or isinstance(error, ImportError) and not candidate.threw(error):
        # What a test fails by before it has asked anything, or for want of a module, is its own fault.
        return {"result": "broken", "reason": _words_of(error)}
    return {"result": "raised" if error is candidate.raised else "failed", "reason": _words_of(error)}


def _words_of(error):
    """Its name alone where what it says cannot be put into words, such as an integer of too many digits."""
    name = type(error).__name__
    try:
        return f"{name}: {error}"[:500].removesuffix(": ")
    except BaseException:
        return name


def rehearse():
    """Judges some tests of our own, so often that the interpreter has adapted to it."""
    ours, theirs = _socket.socketpair()
    unit = compile("assert candidate([1, 'a', 2.5, (3,)]) == [1], 'x'", "rehearsal", "exec")
    call = values.to_line({"id": 1, "do": "call", "name": "f", "args": [[1, "a", 2.5, {"t": [3]}]], "kwargs": {"d": []}})
    answers = [values.to_line({"id": 1, "value": [n], "args": [[1, "a", 2.5, {"t": [3]}]]}) for n in (1, 2)]
    for answer in answers * 12:
        ours.sendall(b"R0\nC" + call + b"A" + answer)
    ours.shutdown(_socket.SHUT_WR)
    serve([(unit, frozenset())], "f", theirs.fileno())
    ours.close()
    theirs.close()


def serve(units, entry_point, channel=CHANNEL):
    """`units` are code objects, or a text that says why one does not compile, each with its `own_errors`."""
    candidate = proxy.Candidate(channel)
    while (request := candidate.receive()) is not None:
        kind, text = request
        foreseen = None
        if kind == b"R":
            foreseen = proxy.Foreseen(candidate.receive()[1].decode(), candidate.receive())
        elif kind != b"U":
            continue  # about a candidate whose test is over
        candidate.begin(foreseen)
        unit, errors = units[int(text)]
        done = {"result": "broken", "reason": unit} if isinstance(unit, str) else _judge(unit, errors, entry_point, candidate)
        if foreseen is not None and not foreseen.enough:
            done = {"result": "more", "call": foreseen.first}
        candidate.send(b"D", done)
