"""What test code can do to a value that stayed in the candidate's process, beside calling it and asking for its attributes.

The judge's side asks by the names that are here, and the candidate's does it.
"""

import builtins
import operator
import time

MOST_AT_ONCE = 20_000
# Methods by which a value that stayed where it is can be asked, without their underscores.
BUILTIN = "bool len hash str repr int float complex abs iter next reversed delattr format round divmod".split()
OPERATORS = "index neg pos invert eq ne lt le gt ge contains getitem setitem delitem".split()
BINARY = "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split()


def more(iterator, seconds=0.1):
    """The next items, as many as are made in that time, and whether they are the last."""
    items = []
    until = time.monotonic() + seconds
    for item in iterator:
        items.append(item)
        if len(items) == MOST_AT_ONCE or time.monotonic() > until:
            return False, items
    return True, items


def _next(iterator):
    try:
        return [next(iterator)]
    except StopIteration:
        return []


def _await(coroutine):
    import asyncio

    return asyncio.run(coroutine)


def _copying(name):
    def copies(value):
        import copy

        return getattr(copy, name)(value)

    return copies


def _special(name):
    return lambda value, *operands: getattr(type(value), name)(value, *operands)


def _reflected(function):
    return lambda value, other: function(other, value)


# What does to a value as the operator or the builtin does whose method has this name.
_BINARY = {name: getattr(operator, f"__{name}__") for name in BINARY}
PERFORM = {
    **{name: getattr(builtins, name) for name in BUILTIN},
    **{name: getattr(operator, f"__{name}__") for name in OPERATORS},
    **{f"i{name}": getattr(operator, f"__i{name}__") for name in BINARY},
    **_BINARY,
    **{f"r{name}": _reflected(function) for name, function in _BINARY.items()},
    "rdivmod": _reflected(divmod),
    "isinstance": isinstance,
    "issubclass": issubclass,
    "await": _await,
    "next": _next,
    "more": more,
    "enter": _special("__enter__"),
    "exit": _special("__exit__"),
    "copy": _copying("copy"),
    "deepcopy": _copying("deepcopy"),
}
