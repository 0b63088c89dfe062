"""Values as plain JSON, for `call` tests, in which tuples have become lists.

Marks are objects with one key: `$int` for what a double does not hold, `$float` for what is no
number, `$dict` for dictionaries, and `$other` for what is none of JSON and equals nothing.
"""

import sys

import made
from values import MOST_DEPTH


def decode(data):
    """Integers that a double cannot hold come as {"$int": digits}."""
    if isinstance(data, list):
        return [decode(item) for item in data]
    if isinstance(data, dict):
        if len(data) == 1 and "$int" in data:
            return int(data["$int"])
        return {key: decode(item) for key, item in data.items()}
    return data


def encode(value, depth):
    if depth > MOST_DEPTH:
        raise ValueError("the returned value is too deep")
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        value = int(value)
        return value if abs(value) < 1 << 53 else {"$int": _digits(value)}
    if isinstance(value, float):
        return float(value) if value - value == 0 else {"$float": repr(float(value))}
    if isinstance(value, dict):
        return {"$dict": [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in value.items()]}
    if isinstance(value, (list, tuple)):
        return [encode(item, depth + 1) for item in value]
    if made.is_numpy_number(value) and not isinstance(value.item(), complex):
        return encode(value.item(), depth)
    return {"$other": type(value).__name__}


def _digits(value):
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return str(value)
    finally:
        sys.set_int_max_str_digits(limit)
