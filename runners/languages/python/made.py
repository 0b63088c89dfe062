"""Values of classes of the standard library and of numpy, made anew on the other side from what they are made of.

What they are made of is data of the sender, so that every class is from a list, and nothing
takes more room than its items did.
"""

import builtins
import math
import sys
from collections import Counter, OrderedDict, defaultdict, namedtuple
from functools import lru_cache

MOST_ITEMS = 2_000_000

# Types that test code hands over as arguments, e.g. `int` to a filter by type.
BUILTIN_TYPES = {kind.__name__: kind for kind in vars(builtins).values() if isinstance(kind, type)}

# Numbers and arrays of numpy are made anew on the other side, from the name of a type, which is one of these, and their items.
NUMPY_NUMBERS = frozenset("bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split())

DICTIONARIES = (Counter, OrderedDict, defaultdict)


def fields_of(value):
    """The names of a named tuple; None where they are none that one can be made of."""
    fields = getattr(type(value), "_fields", ())
    names = [type(value).__name__, *fields] if isinstance(fields, tuple) else []
    usable = len(names) == len(value) + 1 and all(isinstance(name, str) and name.isidentifier() and name[0] != "_" for name in names)
    return fields if usable else None


@lru_cache(64)
def named_tuple(name, *fields):
    """From the items to the tuple, which has no names where these are words of the language, or more than anyone writes."""
    try:
        return namedtuple(name, fields)._make if len(fields) < 256 else tuple
    except ValueError:
        return tuple


def dictionary(name, default, pairs):
    kind = next(kind for kind in DICTIONARIES if kind.__name__ == name)
    if kind is defaultdict:
        return defaultdict(None if default is None else BUILTIN_TYPES[default], pairs)
    return kind(dict(pairs))


def is_of(module, kind, value):
    """Without importing what nobody has used so far."""
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(value, getattr(loaded, kind, ()))


# What is made anew from what it is made of, by the names of the classes and their modules.
_CLASSES = {"date": "datetime", "datetime": "datetime", "time": "datetime", "timedelta": "datetime", "timezone": "datetime", "UUID": "uuid"}


def parts_of(value):
    """The arguments for `from_parts`; None for what is of another class, or has a time zone that is of another one."""
    name = type(value).__name__
    loaded = sys.modules.get(_CLASSES.get(name, ""))
    if loaded is None or type(value) is not getattr(loaded, name, None):
        return None
    if name == "UUID":
        return [value.hex]
    if name == "timedelta":
        return [value.days, value.seconds, value.microseconds]
    if name == "timezone":
        return value.__getinitargs__()
    day = [value.year, value.month, value.day] if name != "time" else []
    if name == "date":
        return day
    zone = value.tzinfo
    if zone is not None and type(zone) is not loaded.timezone:
        return None
    return [value.fold, *day, value.hour, value.minute, value.second, value.microsecond, zone]


def from_parts(name, *parts):
    kind = getattr(__import__(_CLASSES[name]), name)
    return kind(*parts[1:], fold=parts[0]) if name in ("datetime", "time") else kind(*parts)


def is_numpy_number(value):
    return is_of("numpy", "generic", value) and value.dtype.name in NUMPY_NUMBERS


def is_numpy_array(value):
    """None of the subclasses, which compare in other ways."""
    return is_of("numpy", "ndarray", value) and type(value) is sys.modules["numpy"].ndarray


def decimal(text):
    from decimal import Decimal

    return Decimal(text)


def fraction(parts):
    from fractions import Fraction

    return Fraction(int(parts[0], 16), int(parts[1], 16))


def numpy_number(name, value):
    import numpy

    if name not in NUMPY_NUMBERS or type(value) not in (bool, int, float, complex):
        raise ValueError("not a number of numpy")
    return numpy.dtype(name).type(value)


def numpy_array(name, shape, items):
    """It takes no more room than its items did: neither by the width of its texts nor along the axes of an empty one."""
    import numpy

    width = max(map(len, items), default=1) if name == "str" else 1
    if name != "str" and name not in NUMPY_NUMBERS or min(shape, default=0) < 0:
        raise ValueError("not an array of numpy")
    if math.prod(side or 1 for side in shape) * width > MOST_ITEMS:
        raise ValueError("an array that is too large")
    array = numpy.empty(len(items), f"U{width}" if name == "str" else name)
    for at, item in enumerate(items):
        array[at] = item
    return array.reshape(shape)
