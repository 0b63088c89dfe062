"""JSON to the frozen dataclasses of `results`. Fields that are not known, as of a newer service, are passed over."""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Mapping
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from assay_client.errors import BadAnswer

T = TypeVar("T")


def decode(kind: type[T], value: object) -> T:
    """A value of the given dataclass. Raises `BadAnswer` with the name of the field that does not fit."""
    return cast(T, _decode(kind, value, kind.__name__))


_hints = functools.lru_cache(maxsize=None)(get_type_hints)


def _decode(kind: Any, value: object, at: str) -> object:  # noqa: ANN401  types are data here
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        (kind,) = (option for option in get_args(kind) if option is not type(None))
        return _decode(kind, value, at)
    if origin is tuple and isinstance(value, list):
        return tuple(_decode(get_args(kind)[0], item, f"{at}[{index}]") for index, item in enumerate(value))
    if origin is Mapping and isinstance(value, dict):
        return {key: _decode(get_args(kind)[1], item, f"{at}.{key}") for key, item in value.items()}
    if dataclasses.is_dataclass(kind) and isinstance(value, Mapping):
        return _decode_fields(kind, value, at)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(kind, type) and isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
        return value
    raise BadAnswer(f"{at}: not as expected")


def _decode_fields(kind: Any, value: Mapping[str, object], at: str) -> object:  # noqa: ANN401
    hints = _hints(kind)
    found = {
        field.name: _decode(hints[field.name], value[field.name], f"{at}.{field.name}")
        for field in dataclasses.fields(kind)
        if field.name in value
    }
    try:
        return kind(**found)
    except TypeError:
        missing = [field.name for field in dataclasses.fields(kind) if field.name not in found]
        raise BadAnswer(f"{at}: without {', '.join(missing)}") from None
