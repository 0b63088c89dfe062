"""What a data set says of a problem, as a problem of the service.

A column of a trainer's data set holds one of
- the id or digest of a problem that was uploaded,
- a problem in the service's own shape (`{"tests": [...]}`), as JSON text or as a mapping,
- `{"inputs": [...], "outputs": [...], "fn_name"?: ...}` of APPS, TACO and verl's data sets, in the same two forms.

Where a data set was read from Parquet its lists are arrays of numpy's, and fields that other rows have are None.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeGuard


def problem_of(ground_truth: object) -> str | Mapping[str, object]:
    """The id of a problem, or a whole one with an id. Raises ValueError for what is neither."""
    if isinstance(ground_truth, str):
        if not ground_truth.lstrip().startswith("{"):
            return ground_truth
        ground_truth = json.loads(ground_truth)
    plain = _plain(ground_truth)
    if isinstance(plain, dict):
        given = _present(plain)
        if "tests" in given:
            return _with_id({name: _fields_present(field) for name, field in given.items()})
        if "inputs" in given and "outputs" in given:
            return _with_id({"tests": _tests(given), "compare": {"method": "livecodebench"}})
    raise ValueError("neither the id of a problem, nor a problem with `tests`, nor `inputs` with `outputs`")


def _plain(value: object) -> object:
    """Lists and dictionaries in place of arrays and other mappings."""
    if isinstance(value, Mapping):
        return {str(name): _plain(field) for name, field in value.items()}
    to_list = getattr(value, "tolist", None)
    value = to_list() if callable(to_list) else value
    return [_plain(one) for one in value] if _is_list(value) else value


def _present(fields: Mapping[str, object]) -> dict[str, object]:
    """Without those that are None; what a function is expected to return may be."""
    return {name: field for name, field in fields.items() if field is not None or name == "expected"}


def _fields_present(field: object) -> object:
    """The same for what a field of a problem holds, such as its tests; arguments, deeper down, stay as they are."""
    if isinstance(field, dict):
        return _present(field)
    return [_present(one) if isinstance(one, dict) else one for one in field] if isinstance(field, list) else field


def _with_id(problem: Mapping[str, object]) -> Mapping[str, object]:
    if "id" in problem:
        return problem
    text = json.dumps(problem, sort_keys=True)
    return {"id": f"inline/{hashlib.sha256(text.encode()).hexdigest()}", **problem}


def _tests(given: Mapping[str, object]) -> list[dict[str, object]]:
    inputs, outputs, name = given["inputs"], given["outputs"], given.get("fn_name")
    if "assert_case" in given:
        raise ValueError("`assert_case` is not read: give a problem whose tests have the kind `code`")
    if not _is_list(inputs) or not _is_list(outputs) or len(inputs) != len(outputs):
        raise ValueError("`inputs` and `outputs` are not two lists of one length")
    pairs = zip(inputs, outputs, strict=True)
    if not name:
        return [{"kind": "stdio", "input": _text(given), "output": _text(wanted)} for given, wanted in pairs]
    return [
        {"kind": "call", "entry_point": name, "args": _arguments(given), "expected": _value(wanted)}
        for given, wanted in pairs
    ]


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _text(value: object) -> str:
    """Some rows have a list of lines where others have a text."""
    return "\n".join(map(str, value)) if _is_list(value) else str(value)


def _arguments(value: object) -> list[object]:
    """A list of arguments, or a text with one in JSON a line."""
    if isinstance(value, str):
        return [json.loads(line) for line in value.splitlines() if line.strip()]
    if _is_list(value):
        return list(value)
    raise ValueError("an input of a function is neither a list of arguments nor lines of JSON")


def _value(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value
