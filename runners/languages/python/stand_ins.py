"""What stands, where tests are judged, for what is the candidate's: values that stay with it, its names, its exceptions.

See proxy.py for how those ask it.
"""

import builtins

import operations
import values


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


async def awaited(kept):
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


def exception(names, arguments, has, text, expected):
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
