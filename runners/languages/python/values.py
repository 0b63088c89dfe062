"""Values as text between a judge and a candidate: typed JSON, one line each.

Plain JSON has no tuples, sets, bytes, big keys or NaN, and pickle would run code
of the sender. So everything that JSON does not carry as itself is an object with
one key that names its type. What cannot be carried at all stays where it is and
travels as a handle: the other side can only hand it back.
"""

import json
from collections import OrderedDict, deque

import made
from made import MOST_ITEMS

# A view of a dictionary's values equals nothing, and the other two are as sets.
_VIEWS = {"k": type({}.keys()), "v": type({}.values()), "p": type({}.items())}

MOST_DEPTH = 200
_JSON_SAFE = 1 << 53


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

    def _items_of(self, array):
        if array.size > MOST_ITEMS:
            raise TooLarge("an array that is too large")
        return array.ravel().tolist()

    def _encode_iterator(self, value, depth):
        return {"g": self._all(value, depth)}

    def _encode_other(self, value, depth):
        # Subclasses travel as what they are a kind of: a Counter as a dict, a named tuple as a tuple.
        if isinstance(value, list):
            return self._all(list.__iter__(value), depth)
        if isinstance(value, tuple):
            items = self._all(tuple.__iter__(value), depth)
            fields = None if type(value) is tuple else made.fields_of(value)
            return {"t": items} if fields is None else {"m": [type(value).__name__, *fields, items]}
        if isinstance(value, dict):
            items = (OrderedDict if isinstance(value, OrderedDict) else dict).items(value)
            pairs = [[self.encode(k, depth), self.encode(v, depth)] for k, v in items]
            kind = type(value).__name__ if type(value) in made.DICTIONARIES else "dict"
            default = value.default_factory if kind == "defaultdict" else None
            if kind == "dict" or default is not None and made.BUILTIN_TYPES.get(getattr(default, "__name__", None)) is not default:
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
        if made.is_of("decimal", "Decimal", value):
            return {"D": str(value)}
        if made.is_of("fractions", "Fraction", value):
            return {"F": [hex(value.numerator), hex(value.denominator)]}
        if hasattr(value, "__next__") and hasattr(value, "__iter__"):
            return self._encode_iterator(value, depth)
        for name, kind in _VIEWS.items():
            if isinstance(value, kind):
                return {name: self._all(value, depth)}
        if isinstance(value, type) and made.BUILTIN_TYPES.get(value.__name__) is value:
            return {"T": value.__name__}
        if (parts := made.parts_of(value)) is not None:
            return {"w": [type(value).__name__, *self._all(parts, depth)]}
        if made.is_numpy_number(value):
            return {"N": [value.dtype.name, self.encode(value.item(), depth)]}
        if made.is_numpy_array(value):
            kind = "str" if value.dtype.kind == "U" else value.dtype.name
            if kind == "str" or kind in made.NUMPY_NUMBERS:
                return {"A": [kind, list(value.shape), self._all(self._items_of(value), depth)]}
        return {"h": self._keep(value), "n": type(value).__name__}


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
        return made.named_tuple(*body[:-1])(decode(body[-1], resolve))
    if kind == "e":
        return made.dictionary(body[0], body[1], decode(body[2], resolve))
    if kind == "N":
        return made.numpy_number(body[0], decode(body[1], resolve))
    if kind == "A":
        return made.numpy_array(body[0], body[1], decode(body[2], resolve))
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
    "D": made.decimal,
    "T": made.BUILTIN_TYPES.__getitem__,
    "r": lambda parts: range(*parts),
    "F": made.fraction,
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
    "w": lambda parts: made.from_parts(*parts),
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
