"""The candidate as test code sees it: every call goes over the channel, and data comes back.

See judge.py for what is said there.
"""

import builtins
import os
from collections import deque

import made
import operations
import values


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

    Equal to no data, whatever the candidate's class says. What else it is asked, by
    name or by an operator, is asked over there; what comes back is data again.
    """

    __slots__ = ("_kept",)

    def __init__(self, number, name, candidate):
        object.__setattr__(self, "_kept", (number, name, candidate))

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

    def __eq__(self, other):
        return _asked("eq")(self, other) if type(other) is Kept else self._differ()

    def __ne__(self, other):
        return _asked("ne")(self, other) if type(other) is Kept else not self._differ()

    def _differ(self):
        self._kept[2].own_objects = True
        return False

    def __continued__(self, items):
        """What an iterator has given already, and then what it goes on to give."""
        taken, done = 0, False
        while True:
            yield from items
            taken += 1 + len(items)
            if done:
                return
            done, items = _asked("more")(self)
            if taken > values.MOST_ITEMS:
                raise self._kept[2].fail(OverflowError("an iterator without an end"))

    def __next__(self):
        for value in _asked("next")(self):
            return value
        raise StopIteration

    def __deepcopy__(self, _memo):
        return _asked("deepcopy")(self)

    def __instancecheck__(self, other):
        return type(other) is Kept and _asked("isinstance")(other, self)


async def _awaited(kept):
    return _asked("await")(kept)


def _asked(operation):
    def ask(kept, *operands):
        number, _, candidate = kept._kept
        return candidate.call({"do": "operate", "handle": number, "operation": operation}, operands, {})

    return ask


class Name:
    """A name that test code uses and does not define: a function of the program's, as a rule, and called without more ado.

    What else is done with it is done with its value, which is asked for then: data, or a
    value that stays with the program.
    """

    __slots__ = ("_name", "_candidate", "_known")

    def __init__(self, name, candidate):
        for slot, value in zip(self.__slots__, (name, candidate, [])):
            object.__setattr__(self, slot, value)

    def _value(self):
        if not self._known:
            self._known.append(self._candidate.ask({"do": "value", "name": self._name}))
        return self._known[0]

    @property
    def __class__(self):
        return type(self._value())

    def __call__(self, *args, **kwargs):
        return self._candidate.call({"name": self._name}, args, kwargs)

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._value(), name)

    def __setattr__(self, name, value):
        setattr(self._value(), name, value)

    def __next__(self):
        return next(self._value())

    def __deepcopy__(self, _memo):
        return operations.PERFORM["deepcopy"](self._value())

    def __instancecheck__(self, other):
        value = self._value()
        return isinstance(other, value) or type(value) is Kept and self._name in _kinds_of(type(other))

    def __subclasscheck__(self, kind):
        return _asked("issubclass")(kind._value(), self._value()) if type(kind) is Name else self._name in _kinds_of(kind)

    def __mro_entries__(self, _bases):
        raise self._candidate.unfit("a class of the program's as a base")


def _kinds_of(kind):
    """The names of the classes over there that it is made after."""
    return getattr(kind, "_kinds", (kind.__name__,))


def _done(operation):
    return lambda name, *operands: operations.PERFORM[operation](name._value(), *operands)


_binary = [f"{side}{name}" for side in ("", "r", "i") for name in operations.BINARY]
for _name in (*operations.BUILTIN, *operations.OPERATORS, *_binary, "rdivmod", "enter", "exit", "copy"):
    if _name not in ("eq", "ne", "next"):
        setattr(Kept, f"__{_name}__", _asked(_name))
    if _name != "next":
        setattr(Name, f"__{_name}__", _done(_name))


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
            self._objects[number] = _awaited(kept) if name == "coroutine" else kept
        return self._objects[number]

    def _accept(self, answer, args, kwargs):
        if answer["id"] != self.asked:
            raise BadAnswer("an answer out of turn")
        if "missing" in answer:
            raise MissingName(str(answer["missing"]))
        if "raised" in answer:
            has = values.decode(answer["has"], self._keep)
            arguments = [values.decode(item, self._keep) for item in answer["with"]]
            self.raised = _exception([str(name) for name in answer["raised"]], arguments, has, str(answer["text"]), self._errors)
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


def _exception(names, arguments, has, text, expected):
    """An exception of the candidate's as one of the first builtin kind that its names say, and of those that the test expects by name."""
    kind = next(filter(None, map(_builtin_exception, names)), Exception)
    try:
        error = _build(kind, arguments, has)
        if names[0] == kind.__name__ and str(error) == text:
            return error
    except Exception:
        kind = Exception  # it is not made from what it says it was made from
    bases = (*(expected[name] for name in names if name in expected), kind)
    own = {"__str__": lambda _: text, "__module__": "solution", "_kinds": names}
    return _build(type(names[0], bases, own), arguments, has)


def _build(kind, arguments, has):
    error = kind(*arguments)
    vars(error).update(has)
    return error


def _builtin_exception(name):
    """Never SystemExit and its like, nor StopIteration, which would end a loop of the test as if all had been well."""
    kind = getattr(builtins, name, None)
    expected = isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, (StopIteration, StopAsyncIteration))
    return kind if expected else None
