"""A candidate's program as a server of its own functions, for `call` and `code` tests.

Runs in the candidate's process, so nothing here is trusted by anyone: whatever
comes out of the channel is data, judged elsewhere.
"""

import _socket
import os
import sys
import types
from collections import deque

import made
import operations
import plain
import values

CHANNEL = 3
# Names, arguments and attributes of an exception.
MOST_TOLD = 16
_CHANGEABLE = (list, dict, set, bytearray, deque)


def load(code):
    """Runs the program as a module that is not the main one; its namespace."""
    module = types.ModuleType("solution")
    module.__dict__["__file__"] = "/prog/main.py"
    sys.modules["solution"] = module
    exec(code, module.__dict__)
    return module.__dict__


class MissingEntryPoint(Exception):
    """The program does not define what is to be called."""


# A process is for one test, and what is called in it are methods of one object.
_objects = {}


def _object_of(kind):
    if kind not in _objects:
        _objects[kind] = kind()
    return _objects[kind]


def find(space, name):
    """`f`, `Class().method`, `Class.method`, or a method of the class Solution."""
    if name in space:
        return space[name]
    head, dot, rest = name.partition(".")
    owner = head[:-2] if head.endswith("()") else head
    if dot and owner in space:
        return getattr(_object_of(space[owner]), rest)
    solution = space.get("Solution")
    if isinstance(solution, type) and hasattr(solution, name):
        return getattr(_object_of(solution), name)
    raise MissingEntryPoint(name)


def call_once(code, channel=CHANNEL):
    """`call` tests: one request in plain JSON, one answer, in which tuples have become lists."""
    request = values.from_line(_read_all(channel))
    space = load(code)
    try:
        function = find(space, request["entry_point"])
    except MissingEntryPoint:
        os.write(channel, values.to_line({"missing": request["entry_point"]}))
        return
    value = function(*plain.decode(request["args"]))
    _write_all(channel, values.to_line({"value": plain.encode(value, 0)}))


def serve(code, channel=CHANNEL):
    """`code` tests: answers calls until the judge has no more."""
    space = load(code)
    kept = []
    numbers = {}

    def keep(value):
        number = numbers.setdefault(id(value), len(kept))
        if number == len(kept):
            kept.append(value)
        return number

    def resolve(number, _name):
        return kept[number]

    pending = b""
    while True:
        line, newline, rest = pending.partition(b"\n")
        if not newline:
            chunk = os.read(channel, 1 << 16)
            if not chunk:
                return
            pending += chunk
            continue
        pending = rest
        request = values.from_line(line)
        _write_all(channel, values.to_line(_answer(request, space, keep, resolve)))


def rehearse():
    """Serves some calls of our own, so often that the interpreter has adapted to it."""
    ours, theirs = _socket.socketpair()
    arguments = [1, 2.5, "a", True, None, [1, [2]], {"t": [1, "b"]}, {"d": [["k", 1]]}, {"s": [3]}]
    request = {"id": 1, "do": "call", "name": "echo", "args": [arguments], "kwargs": {"d": []}}
    ours.sendall(values.to_line(request) * 24)
    ours.shutdown(_socket.SHUT_WR)
    program = "from typing import Dict, List\ndef echo(x: List[int]) -> Dict[str, int]:\n    return x, tuple(x)"
    serve(compile(program, "rehearsal", "exec"), theirs.fileno())
    ours.close()
    theirs.close()
    del sys.modules["solution"]


class _Encoder(values.Encoder):
    """Of an iterator only the first items are sent; the others are asked for, if they are wanted."""

    def _encode_iterator(self, value, depth):
        kind = type(value)
        if kind.__module__ == "solution" and any(not name.startswith("_") for name in dir(kind)):
            return {"h": self._keep(value), "n": kind.__name__}  # it can do more than to go on
        done, items = operations.more(value, 0.02)
        sent = self._all(items, depth)
        if not done:
            return {"G": [self._keep(value), sent]}
        return {"y" if isinstance(value, types.GeneratorType) else "g": sent}


def _perform(request, space, resolve):
    """The value that was asked for, and the arguments, in their order and by name, as they are afterwards."""
    do, name = request["do"], request.get("name")
    if do == "find":
        find(space, name)
        return None, [], {}
    if do == "value":
        return find(space, name), [], {}
    if do == "get":
        return getattr(resolve(request["handle"], None), name), [], {}
    if do == "set":
        return setattr(resolve(request["handle"], None), name, values.decode(request["value"], resolve)), [], {}
    arguments = values.decode(request["args"], resolve)
    if do == "operate":
        return operations.PERFORM[request["operation"]](resolve(request["handle"], None), *arguments), arguments, {}
    named = values.decode(request["kwargs"], resolve)
    function = resolve(request["handle"], None) if name is None else find(space, name)
    return function(*arguments, **named), arguments, named


def _answer(request, space, keep, resolve):
    number = request["id"]
    try:
        value, arguments, named = _perform(request, space, resolve)
        encoder = _Encoder(keep)
        given_back = _key_of(value, arguments, named)
        # The value first: it may be a generator that still works on the arguments.
        answer = {"id": number, "value": encoder.encode(value)} if given_back is None else {"id": number, "is": given_back}
        answer["args"] = encoder.encode(arguments)
        if named:
            answer["kwargs"] = encoder.encode(named)
        return answer
    except MissingEntryPoint as error:
        return {"id": number, "missing": str(error)}
    except Exception as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
            trace = trace.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        sys.stderr.flush()
        return {"id": number, **_told(error)}


def _key_of(value, arguments, named):
    """Which argument is given back, and not a copy of it, where that makes a difference."""
    if isinstance(value, _CHANGEABLE) or made.is_numpy_array(value):
        for at, argument in enumerate(arguments):
            if argument is value:
                return at
        for name, argument in named.items():
            if argument is value:
                return name
    return None


def _told(error):
    """What there is to say of an exception: the names of its class and of those that it is a kind of, and its contents."""
    attributes = [[name, _carried(value)] for name, value in vars(error).items()]
    return {
        "raised": [kind.__name__ for kind in type(error).__mro__][:MOST_TOLD],
        "with": [_carried(item) for item in error.args][:MOST_TOLD],
        "has": {"d": attributes[:MOST_TOLD]},
        "text": _text_of(error),
    }


def _carried(item):
    """An object of the program's own is not kept for this: its text is enough."""

    def refuse(value):
        raise values.Uncarriable(value)

    try:
        return values.Encoder(refuse).encode(item)
    except Exception:
        return _text_of(item)


def _text_of(item):
    try:
        return str.__str__(str(item))
    except Exception:
        return type(item).__name__


def _read_all(channel):
    parts = []
    while chunk := os.read(channel, 1 << 20):
        parts.append(chunk)
    return b"".join(parts)


def _write_all(channel, data):
    view = memoryview(data)
    while view:
        view = view[os.write(channel, view) :]
