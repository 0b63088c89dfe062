"""Values as text between a judge and a candidate: typed JSON, one line each.

Plain JSON has no tuples, sets, bytes, big keys or NaN, and pickle would run code
of the sender. So everything that JSON does not carry as itself is an object with
one key that names its type. What cannot be carried at all stays where it is and
travels as a handle: the other side can only hand it back.
"""

import builtins
import json
import math
import sys
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from functools import lru_cache

# Types that test code hands over as arguments, e.g. `int` to a filter by type.
_BUILTIN_TYPES = {kind.__name__: kind for kind in vars(builtins).values() if isinstance(kind, type)}

# A view of a dictionary's values equals nothing, and the other two are as sets.
_VIEWS = {"k": type({}.keys()), "v": type({}.values()), "p": type({}.items())}

# Numbers and arrays of numpy are made anew on the other side, from the name of a type, which is one of these, and their items.
_NUMPY_NUMBERS = frozenset("bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split())

_DICTIONARIES = (Counter, OrderedDict, defaultdict)

MOST_DEPTH = 200
MOST_ITEMS = 2_000_000
_JSON_SAFE = 1 << 53


# Methods by which a value that stayed where it is can be asked, without their underscores.
BUILTIN = "bool len hash str repr int float complex abs iter next reversed delattr format round divmod".split()
OPERATORS = "index neg pos invert eq ne lt le gt ge contains getitem setitem delitem".split()
BINARY = "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split()


class Uncarriable(Exception):
    """A value that can be neither sent nor kept as a handle."""


class TooLarge(Uncarriable):
    """A value that has more in it, or goes deeper, than is ever sent."""


def _encode_int(value):
    # Hexadecimal has no limit on digits, and is linear.
    return value if -_JSON_SAFE < value < _JSON_SAFE else {"i": hex(value)}


def _encode_float(value):
    return value if value - value == 0 else {"f": repr(value)}


class Encoder:
    """`keep(value)` gives the number of a handle, or raises Uncarriable."""

    def __init__(self, keep):
        self._keep = keep
        self._items = 0

    def encode(self, value, depth=0):
        self._items += 1
        if depth > MOST_DEPTH or self._items > MOST_ITEMS:
            raise TooLarge("a value that is too large or too deep")
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            return _encode_int(value)
        if kind is float:
            return _encode_float(value)
        return self._encode_other(value, depth + 1)

    def _all(self, values, depth):
        return [self.encode(item, depth) for item in values]

    def _encode_iterator(self, value, depth):
        return {"g": self._all(value, depth)}

    def _encode_other(self, value, depth):
        # Subclasses travel as what they are a kind of: a Counter as a dict, a named tuple as a tuple.
        if isinstance(value, list):
            return self._all(list.__iter__(value), depth)
        if isinstance(value, tuple):
            items = self._all(tuple.__iter__(value), depth)
            fields = None if type(value) is tuple else _fields_of(value)
            return {"t": items} if fields is None else {"m": [type(value).__name__, *fields, items]}
        if isinstance(value, dict):
            items = (OrderedDict if isinstance(value, OrderedDict) else dict).items(value)
            pairs = [[self.encode(k, depth), self.encode(v, depth)] for k, v in items]
            kind = type(value).__name__ if type(value) in _DICTIONARIES else "dict"
            default = value.default_factory if kind == "defaultdict" else None
            if kind == "dict" or default is not None and _BUILTIN_TYPES.get(getattr(default, "__name__", None)) is not default:
                return {"d": pairs}
            return {"e": [kind, None if default is None else default.__name__, pairs]}
        if isinstance(value, frozenset):
            return {"z": self._all(value, depth)}
        if isinstance(value, set):
            return {"s": self._all(value, depth)}
        if isinstance(value, deque):
            return {"q": self._all(value, depth)}
        if isinstance(value, (bytes, bytearray)):
            return {"b" if isinstance(value, bytes) else "a": bytes(value).hex()}
        if isinstance(value, bool):
            return bool(value)
        if isinstance(value, int):
            return _encode_int(int.__index__(value))
        if isinstance(value, float):
            return _encode_float(float.__float__(value))
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, complex):
            return {"c": [_encode_float(value.real), _encode_float(value.imag)]}
        if isinstance(value, range):
            return {"r": [value.start, value.stop, value.step]}
        if isinstance(value, slice):
            return {"l": self._all((value.start, value.stop, value.step), depth)}
        if _is_of("decimal", "Decimal", value):
            return {"D": str(value)}
        if _is_of("fractions", "Fraction", value):
            return {"F": [hex(value.numerator), hex(value.denominator)]}
        if hasattr(value, "__next__") and hasattr(value, "__iter__"):
            return self._encode_iterator(value, depth)
        for name, kind in _VIEWS.items():
            if isinstance(value, kind):
                return {name: self._all(value, depth)}
        if isinstance(value, type) and _BUILTIN_TYPES.get(value.__name__) is value:
            return {"T": value.__name__}
        if (parts := _parts_of(value)) is not None:
            return {"w": [type(value).__name__, *self._all(parts, depth)]}
        if is_numpy_number(value):
            return {"N": [value.dtype.name, self.encode(value.item(), depth)]}
        if is_numpy_array(value):
            kind = "str" if value.dtype.kind == "U" else value.dtype.name
            if kind == "str" or kind in _NUMPY_NUMBERS:
                return {"A": [kind, list(value.shape), self._all(_items_of(value), depth)]}
        return {"h": self._keep(value), "n": type(value).__name__}


def _fields_of(value):
    """The names of a named tuple; None where they are none that one can be made of."""
    fields = getattr(type(value), "_fields", ())
    names = [type(value).__name__, *fields] if isinstance(fields, tuple) else []
    usable = len(names) == len(value) + 1 and all(isinstance(name, str) and name.isidentifier() and name[0] != "_" for name in names)
    return fields if usable else None


@lru_cache(64)
def _named_tuple(name, *fields):
    """From the items to the tuple, which has no names where these are words of the language, or more than anyone writes."""
    try:
        return namedtuple(name, fields)._make if len(fields) < 256 else tuple
    except ValueError:
        return tuple


def _dictionary(name, default, pairs):
    kind = next(kind for kind in _DICTIONARIES if kind.__name__ == name)
    if kind is defaultdict:
        return defaultdict(None if default is None else _BUILTIN_TYPES[default], pairs)
    return kind(dict(pairs))


def _is_of(module, kind, value):
    """Without importing what nobody has used so far."""
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(value, getattr(loaded, kind, ()))


# What is made anew from what it is made of, by the names of the classes and their modules.
_MADE = {"date": "datetime", "datetime": "datetime", "time": "datetime", "timedelta": "datetime", "timezone": "datetime", "UUID": "uuid"}


def _parts_of(value):
    """The arguments for `_made`; None for what is of another class, or has a time zone that is of another one."""
    name = type(value).__name__
    loaded = sys.modules.get(_MADE.get(name, ""))
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


def _made(name, *parts):
    kind = getattr(__import__(_MADE[name]), name)
    return kind(*parts[1:], fold=parts[0]) if name in ("datetime", "time") else kind(*parts)


def is_numpy_number(value):
    return _is_of("numpy", "generic", value) and value.dtype.name in _NUMPY_NUMBERS


def is_numpy_array(value):
    """None of the subclasses, which compare in other ways."""
    return _is_of("numpy", "ndarray", value) and type(value) is sys.modules["numpy"].ndarray


def _items_of(array):
    if array.size > MOST_ITEMS:
        raise TooLarge("an array that is too large")
    return array.ravel().tolist()


def _decimal(text):
    from decimal import Decimal

    return Decimal(text)


def _fraction(parts):
    from fractions import Fraction

    return Fraction(int(parts[0], 16), int(parts[1], 16))


def _number(name, value):
    import numpy

    if name not in _NUMPY_NUMBERS or type(value) not in (bool, int, float, complex):
        raise ValueError("not a number of numpy")
    return numpy.dtype(name).type(value)


def _array(name, shape, items):
    """It takes no more room than its items did: neither by the width of its texts nor along the axes of an empty one."""
    import numpy

    width = max(map(len, items), default=1) if name == "str" else 1
    if name != "str" and name not in _NUMPY_NUMBERS or min(shape, default=0) < 0:
        raise ValueError("not an array of numpy")
    if math.prod(side or 1 for side in shape) * width > MOST_ITEMS:
        raise TooLarge("an array that is too large")
    made = numpy.empty(len(items), f"U{width}" if name == "str" else name)
    for at, item in enumerate(items):
        made[at] = item
    return made.reshape(shape)


def decode(data, resolve):
    """The inverse; `resolve(number, name)` turns a handle into what stands for it."""
    if isinstance(data, list):
        return [decode(item, resolve) for item in data]
    if not isinstance(data, dict):
        return data
    if "h" in data:
        return resolve(data["h"], data["n"])
    if len(data) != 1:
        raise ValueError("not a value")
    ((kind, body),) = data.items()
    if kind == "G":
        return resolve(body[0], "iterator").__continued__(decode(body[1], resolve))
    if kind == "m":
        return _named_tuple(*body[:-1])(decode(body[-1], resolve))
    if kind == "e":
        return _dictionary(body[0], body[1], decode(body[2], resolve))
    if kind == "N":
        return _number(body[0], decode(body[1], resolve))
    if kind == "A":
        return _array(body[0], body[1], decode(body[2], resolve))
    if kind in _DECODE_TEXT:
        return _DECODE_TEXT[kind](body)
    if kind == "d":
        return {decode(k, resolve): decode(v, resolve) for k, v in body}
    return _DECODE_ITEMS[kind](decode(item, resolve) for item in body)


_DECODE_TEXT = {
    "i": lambda text: int(text, 16),
    "f": float,
    "b": bytes.fromhex,
    "a": bytearray.fromhex,
    "D": _decimal,
    "T": _BUILTIN_TYPES.__getitem__,
    "r": lambda parts: range(*parts),
    "F": _fraction,
}
_DECODE_ITEMS = {
    "t": tuple,
    "s": set,
    "z": frozenset,
    "q": deque,
    "g": lambda items: iter(list(items)),
    "y": lambda items: (item for item in list(items)),
    "c": lambda parts: complex(*parts),
    "l": lambda parts: slice(*parts),
    "w": lambda parts: _made(*parts),
    "k": lambda items: dict.fromkeys(items).keys(),
    "v": lambda items: dict(enumerate(items)).values(),
    "p": lambda items: dict(items).items(),
}

_dumps = json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":")).encode
_loads = json.JSONDecoder().decode


def to_line(message):
    return _dumps(message).encode() + b"\n"


def from_line(line):
    return _loads(line.decode())
