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
import os
import sys
import types

import values

CHANNEL = 3


class RemoteError(Exception):
    """The candidate's function raised something that is no builtin exception."""


class CandidateGone(BaseException):
    """The candidate's process has ended; no test code can catch this by accident."""


class MissingName(BaseException):
    """The candidate does not define the function."""


class BadAnswer(BaseException):
    """What came back is no answer to what was asked."""


class NotForeseen(BaseException):
    """The test asked what its one answer does not answer."""


class Foreseen:
    """The one call of a test, and what came of it."""

    def __init__(self, call, answer):
        self._call = call
        self._answer = answer
        self.first = None
        self.enough = True

    def ask(self, line):
        call = line.decode().rstrip("\n")
        if self.first is None:
            self.first = call
            if call == self._call:
                return self._answer
        self.enough = False
        raise NotForeseen


class Kept:
    """Stands for a value that stays in the candidate's process.

    Equal to nothing but itself, whatever the candidate's class says. Its
    attributes are asked for and set over there; what comes back is data again.
    """

    def __init__(self, number, name, candidate):
        object.__setattr__(self, "_kept", (number, name, candidate))

    def __repr__(self):
        return f"<{self._kept[1]} of the candidate>"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        number, _, candidate = self._kept
        return candidate.ask({"do": "get", "handle": number, "name": name})

    def __setattr__(self, name, value):
        number, _, candidate = self._kept
        candidate.ask({"do": "set", "handle": number, "name": name, "value": candidate.encode(value)})

    def __call__(self, *args, **kwargs):
        number, _, candidate = self._kept
        return candidate.call({"handle": number}, args, kwargs)


def _refuse(value):
    raise values.Uncarriable(f"an argument of type {type(value).__name__}")


class _Encoder(values.Encoder):
    def _encode_other(self, value, depth):
        if type(value) is Kept:
            number, name, _ = value._kept
            return {"h": number, "n": name}
        return super()._encode_other(value, depth)


def _put_back(before, after):
    """Makes a mutable argument what the candidate's copy of it has become."""
    if type(before) is list and type(after) is list:
        before[:] = after
    elif type(before) is dict and type(after) is dict or type(before) is set and type(after) is set:
        before.clear()
        before.update(after)
    elif type(before) is bytearray and type(after) is bytearray:
        before[:] = after


class Candidate:
    def __init__(self, channel):
        self._channel = channel
        self._pending = b""
        self._said = []
        self.begin(None)

    def begin(self, foreseen):
        """Another test, with another process of the candidate behind it."""
        self._foreseen = foreseen
        self._calls = 0
        self.raised = None
        self.over = None
        # Whether an object that stayed with the program had a say.
        self.own_objects = False

    def _end(self, error):
        """What first ended the test, which counts even where the test catches it and goes on."""
        self.over = self.over or error
        return self.over

    def receive(self):
        """The kind of the next line, and its text; None at the end of the channel."""
        while b"\n" not in self._pending:
            self._flush()
            chunk = os.read(self._channel, 1 << 16)
            if not chunk:
                return None
            self._pending += chunk
        line, _, self._pending = self._pending.partition(b"\n")
        return line[:1], line[1:]

    def send(self, kind, message):
        """Said before the next thing is waited for."""
        self._said.append(kind + values.to_line(message))

    def _flush(self):
        view = memoryview(b"".join(self._said))
        self._said.clear()
        while view:
            view = view[os.write(self._channel, view) :]

    def function(self, name):
        def proxy(*args, **kwargs):
            return self.call({"name": name}, args, kwargs)

        proxy.__name__ = name
        return proxy

    def encode(self, value):
        try:
            return _Encoder(_refuse).encode(value)
        except values.TooLarge as error:
            # After the first answer it may be the program that made it so, and the way out of this process is not its to choose.
            raise self._end(error if self._calls == 0 else BadAnswer(str(error)))
        except values.Uncarriable as error:
            raise self._end(error)

    def call(self, target, args, kwargs):
        named = {"d": [[key, self.encode(value)] for key, value in kwargs.items()]}
        return self.ask({"do": "call", **target, "args": self.encode(list(args)), "kwargs": named}, args)

    def ask(self, request, args=()):
        """Sends a request of this test and gives what came of it; mutable arguments are brought up to date."""
        if self.over is not None:
            raise self.over
        self.own_objects = self.own_objects or "handle" in request
        self._calls += 1
        call = {"id": self._calls, **request}
        if self._foreseen is None:
            self.send(b"C", call)
            kind, line = self.receive() or (b"G", b"")
        else:
            kind, line = self._foreseen.ask(values.to_line(call))
        if kind == b"G":
            raise self._end(CandidateGone())
        try:
            return self._accept(values.from_line(line), args)
        except BaseException as error:
            if error is self.raised:
                raise
            raise self._end(error if isinstance(error, MissingName) else BadAnswer(repr(error)[:200])) from None

    def _keep(self, number, name):
        return Kept(number, name, self)

    def _accept(self, answer, args):
        if answer["id"] != self._calls:
            raise BadAnswer("an answer out of turn")
        if "missing" in answer:
            raise MissingName(str(answer["missing"]))
        if "raised" in answer:
            self.raised = _exception(str(answer["raised"]), [str(text) for text in answer["text"]])
            raise self.raised
        for before, after in zip(args, values.decode(answer["args"], self._keep)):
            _put_back(before, after)
        return values.decode(answer["value"], self._keep)


def _exception(name, texts):
    """A builtin exception by its name, so that test code can expect it; never SystemExit and its like,
    nor StopIteration, which would end a loop of the test as if all had been well."""
    kind = getattr(builtins, name, None)
    if isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, (StopIteration, StopAsyncIteration)):
        try:
            return kind(*texts)
        except TypeError:
            pass
    return RemoteError(f"{name}: {', '.join(texts)}")


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
        return importlib.import_module(name) if name in _MODULES else self._candidate.function(name)


def _run(unit, entry_point, candidate):
    module = types.ModuleType("tests")
    sys.modules["__main__"] = module  # where unittest.main() looks for tests
    space = module.__dict__
    space["__builtins__"] = _Names(candidate)
    function = None
    if entry_point is not None:
        function = space["candidate"] = candidate.function(entry_point)
        if entry_point.isidentifier():
            space[entry_point] = function
    _exec(unit, space)
    check = space.get("check")
    if isinstance(check, types.FunctionType) and check is not function:
        check(function)
    else:
        _run_collected(unit, space)


def _exec(unit, space):
    try:
        exec(unit, space)
    except SystemExit as end:
        if end.code:  # otherwise the test has ended itself, content
            raise


def _run_collected(unit, space):
    """What pytest and unittest would find; functions only that the text itself has not run."""
    for name, value in list(space.items()):
        if isinstance(value, type) and value.__module__ == "tests" and "unittest" in sys.modules:
            _run_test_case(value)
        elif name.startswith("test") and isinstance(value, types.FunctionType) and value.__code__.co_argcount == 0:
            if not _names_at_top(unit, name):
                value()


def _names_at_top(unit, name):
    import dis

    return any(step.opname == "LOAD_NAME" and step.argval == name for step in dis.get_instructions(unit))


def _run_test_case(kind):
    unittest = sys.modules["unittest"]
    if not issubclass(kind, unittest.TestCase):
        return
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(kind).run(result)
    for _, trace in result.failures + result.errors:
        raise AssertionError(trace.strip().splitlines()[-1])


def _judge(unit, entry_point, candidate):
    try:
        _run(unit, entry_point, candidate)
        error = candidate.over
    except BaseException as raised:
        error = candidate.over or raised
    if error is None:
        return {"result": "passed", "own_objects": candidate.own_objects}
    if isinstance(error, CandidateGone):
        return {"result": "gone"}
    if isinstance(error, MissingName):
        return {"result": "missing", "reason": str(error)}
    if isinstance(error, BadAnswer):
        return {"result": "raised", "reason": f"the program broke the channel: {error}"}
    if isinstance(error, values.Uncarriable):
        return {"result": "uncarriable", "reason": str(error)}
    reason = f"{type(error).__name__}: {error}"[:500].removesuffix(": ")
    return {"result": "raised" if error is candidate.raised else "failed", "reason": reason}


def rehearse():
    """Judges some tests of our own, so often that the interpreter has adapted to it."""
    ours, theirs = _socket.socketpair()
    unit = compile("assert candidate([1, 'a', 2.5, (3,)]) == [1], 'x'", "rehearsal", "exec")
    call = values.to_line({"id": 1, "do": "call", "name": "f", "args": [[1, "a", 2.5, {"t": [3]}]], "kwargs": {"d": []}})
    answers = [values.to_line({"id": 1, "value": [n], "args": [[1, "a", 2.5, {"t": [3]}]]}) for n in (1, 2)]
    for answer in answers * 12:
        ours.sendall(b"R0\nC" + call + b"A" + answer)
    ours.shutdown(_socket.SHUT_WR)
    serve([unit], "f", theirs.fileno())
    ours.close()
    theirs.close()


def serve(units, entry_point, channel=CHANNEL):
    """`units` are code objects, or a text that says why one does not compile."""
    candidate = Candidate(channel)
    while (request := candidate.receive()) is not None:
        kind, text = request
        foreseen = None
        if kind == b"R":
            foreseen = Foreseen(candidate.receive()[1].decode(), candidate.receive())
        elif kind != b"U":
            continue  # about a candidate whose test is over
        candidate.begin(foreseen)
        unit = units[int(text)]
        done = {"result": "broken", "reason": unit} if isinstance(unit, str) else _judge(unit, entry_point, candidate)
        if foreseen is not None and not foreseen.enough:
            done = {"result": "more", "call": foreseen.first}
        candidate.send(b"D", done)
