"""The candidate as test code sees it: every call goes over the channel, and data comes back.

See judge.py for what is said there.
"""

import os
from collections import deque

import made
import values
from stand_ins import Kept, Name, awaited, exception


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


def _refuse(value):
    raise values.Uncarriable(f"an argument of type {type(value).__name__}")


class _Encoder(values.Encoder):
    def _encode_other(self, value, depth):
        if type(value) is Name:
            value = value._value()
        if type(value) is Kept:
            number, name, _ = value._kept
            return {"h": number, "n": name}
        return super()._encode_other(value, depth)


def _put_back(before, after):
    """Makes a mutable argument what the candidate's copy of it has become."""
    if isinstance(before, list) and type(after) is list:
        list.__setitem__(before, slice(None), after)
    elif isinstance(before, dict) and isinstance(after, dict):
        before.clear()
        for key, value in after.items():
            before[key] = value
    elif type(before) is set and type(after) is set:
        before.clear()
        before.update(after)
    elif type(before) is deque and type(after) is deque:
        before.clear()
        before.extend(after)
    elif type(before) is bytearray and type(after) is bytearray:
        before[:] = after
    elif made.is_numpy_array(before) and made.is_numpy_array(after) and before.shape == after.shape and before.flags.writeable:
        before[...] = after


class Candidate:
    def __init__(self, channel):
        self._channel = channel
        self._pending = b""
        self._said = []
        self.begin(None)

    def begin(self, foreseen):
        """Another test, with another process of the candidate behind it."""
        self._foreseen = foreseen
        # How many questions there were.
        self.asked = 0
        self._objects = {}
        self._errors = {}
        self.raised = None
        self._thrown = []
        self.over = None
        # Whether an object that stayed with the program had a say.
        self.own_objects = False

    def _end(self, error):
        """What first ended the test, which counts even where the test catches it and goes on."""
        self.over = self.over or error
        return self.over

    def threw(self, error):
        """Whether it stands for an exception of the program."""
        return any(error is one for one in self._thrown)

    def fail(self, error):
        """As if the program had raised it, and for good."""
        self.raised = self._end(error)
        return self.raised

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

    def error(self, name):
        """The class that exceptions of this name, and of kinds of it, will be of."""
        return self._errors.setdefault(name, type(name, (Exception,), {"__module__": "solution"}))

    def unfit(self, what):
        """The test has to run beside the program."""
        return self._end(values.Uncarriable(what) if self.asked == 0 else BadAnswer(what))

    def encode(self, value):
        try:
            return _Encoder(_refuse).encode(value)
        except values.TooLarge as error:
            # After the first answer it may be the program that made it so, and the way out of this process is not its to choose.
            raise self._end(error if self.asked == 0 else BadAnswer(str(error)))
        except values.Uncarriable as error:
            raise self._end(error)

    def call(self, target, args, kwargs):
        args = [value._value() if type(value) is Name else value for value in args]
        named = {"d": [[key, self.encode(value)] for key, value in kwargs.items()]}
        return self.ask({"do": "call", **target, "args": self.encode(list(args)), "kwargs": named}, args, kwargs)

    def ask(self, request, args=(), kwargs=None):
        """Sends a request of this test and gives what came of it; mutable arguments are brought up to date."""
        if self.over is not None:
            raise self.over
        about_own = "handle" in request and request.get("operation") not in ("more", "await")
        self.own_objects = self.own_objects or about_own or request["do"] == "value"
        self.asked += 1
        call = {"id": self.asked, **request}
        if self._foreseen is None:
            self.send(b"C", call)
            kind, line = self.receive() or (b"G", b"")
        else:
            kind, line = self._foreseen.ask(values.to_line(call))
        if kind == b"G":
            raise self._end(CandidateGone())
        try:
            return self._accept(values.from_line(line), args, kwargs)
        except BaseException as error:
            if error is self.raised:
                raise
            raise self._end(error if isinstance(error, MissingName) else BadAnswer(repr(error)[:200])) from None

    def _keep(self, number, name):
        if number not in self._objects:
            kept = Kept(number, name, self)
            self._objects[number] = awaited(kept) if name == "coroutine" else kept
        return self._objects[number]

    def _accept(self, answer, args, kwargs):
        if answer["id"] != self.asked:
            raise BadAnswer("an answer out of turn")
        if "missing" in answer:
            raise MissingName(str(answer["missing"]))
        if "raised" in answer:
            has = values.decode(answer["has"], self._keep)
            arguments = [values.decode(item, self._keep) for item in answer["with"]]
            self.raised = exception([str(name) for name in answer["raised"]], arguments, has, str(answer["text"]), self._errors)
            self._thrown.append(self.raised)
            raise self.raised
        for before, after in zip(args, values.decode(answer["args"], self._keep)):
            _put_back(before, after)
        if kwargs:
            named = values.decode(answer["kwargs"], self._keep)
            for name, before in kwargs.items():
                _put_back(before, named[name])
        if "is" in answer:
            return kwargs[answer["is"]] if isinstance(answer["is"], str) else args[answer["is"]]
        return values.decode(answer["value"], self._keep)
