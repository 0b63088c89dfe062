"""Five small problems, and for each a program in parts, which a policy may have learnt or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """A problem in Assay's shape, and how it is solved."""

    suite: dict[str, object]
    parts: tuple[str, ...]
    """What there is to know; a program that knows all of it passes every test."""
    body: str
    """The program, after a line for each part that says whether it is known."""

    def program(self, known: Sequence[bool]) -> str:
        """The program of somebody who knows these parts."""
        return "\n".join(f"{part} = {knows}" for part, knows in zip(self.parts, known, strict=True)) + "\n" + self.body


def _problem(name: str, parts: str, body: str, *tests: tuple[str, str]) -> Problem:
    cases = [{"kind": "stdio", "input": f"{given}\n", "output": f"{wanted}\n"} for given, wanted in tests]
    return Problem({"id": name, "tests": cases}, tuple(parts.split()), body)


PROBLEMS = (
    _problem(
        "roman-numerals",
        "TENS HUNDREDS THOUSANDS SUBTRACTS",
        """
value = {"I": 1, "V": 5}
if TENS:
    value.update(X=10, L=50)
if HUNDREDS:
    value.update(C=100, D=500)
if THOUSANDS:
    value.update(M=1000)
digits = [value.get(letter, 0) for letter in input()]
print(sum(-a if SUBTRACTS and a < b else a for a, b in zip(digits, [*digits[1:], 0])))
""",
        *(
            ("II", "2"),
            ("VII", "7"),
            ("LXX", "70"),
            ("CLV", "155"),
            ("IV", "4"),
            ("MDC", "1600"),
            ("XLIX", "49"),
            ("MCMXCIV", "1994"),
        ),
    ),
    _problem(
        "balanced-brackets",
        "COUNTS ORDER KINDS NOTHING",
        """
text = input()
opened, balanced = [], True
for mark in text:
    if mark in "([{":
        opened.append(mark)
    elif not opened:
        balanced = not ORDER
    elif opened.pop() + mark not in ("()", "[]", "{}") and KINDS:
        balanced = False
if COUNTS and opened:
    balanced = False
if not NOTHING and not text:
    balanced = False
print("yes" if balanced else "no")
""",
        *(
            ("()", "yes"),
            ("(())()", "yes"),
            ("((", "no"),
            (")", "no"),
            ("(]", "no"),
            ("([)]", "no"),
            ("", "yes"),
            ("[()]{", "no"),
        ),
    ),
    _problem(
        "largest-sum-of-neighbours",
        "STARTS_LATE STOPS_EARLY ALL_NEGATIVE READS_ON",
        """
numbers = list(map(int, input().split()))
if not READS_ON:
    numbers = numbers[:4]
ends = range(1, len(numbers) + 1) if STOPS_EARLY else [len(numbers)]
best = max(sum(numbers[start:end]) for end in ends for start in (range(end) if STARTS_LATE else [0]))
print(best if ALL_NEGATIVE else max(best, 0))
""",
        *(
            ("1 2 3", "6"),
            ("5", "5"),
            ("-4 3 2", "5"),
            ("4 3 -9", "7"),
            ("-2 3 4 -9", "7"),
            ("2 2 2 2 2 2", "12"),
            ("-1", "-1"),
            ("-5 -2 -8", "-2"),
            ("9 -8 4 -2 6 9 -1", "18"),
        ),
    ),
    _problem(
        "second-largest-value",
        "SORTS TWICE ALONE NEGATIVE",
        """
numbers = list(map(int, input().split()))
if not NEGATIVE:
    numbers = [abs(number) for number in numbers]
if TWICE:
    numbers = list(dict.fromkeys(numbers))
if SORTS:
    numbers.sort()
print("none" if ALONE and len(numbers) < 2 else numbers[-2])
""",
        *(
            ("1 2", "1"),
            ("3 4 8", "4"),
            ("9 4 7", "7"),
            ("5 3 5", "3"),
            ("-1 -2", "-2"),
            ("4", "none"),
            ("7 7", "none"),
            ("-3 -3 2", "-3"),
        ),
    ),
    _problem(
        "length-of-a-union",
        "SORTS OVERLAPS CONTAINS BACKWARDS",
        """
numbers = list(map(int, input().split()))
spans = list(zip(numbers[::2], numbers[1::2]))
if BACKWARDS:
    spans = [(min(span), max(span)) for span in spans]
if SORTS:
    spans.sort()
total, end = 0, spans[0][0]
for first, last in spans:
    if OVERLAPS:
        first = max(first, end)
    total += max(0, last - first) if CONTAINS else last - first
    end = max(end, last)
print(total)
""",
        *(
            ("0 2", "2"),
            ("0 2 5 6", "3"),
            ("0 4 2 6", "6"),
            ("2 6 0 4", "6"),
            ("0 9 2 3", "9"),
            ("6 5", "1"),
            ("8 1 2 3", "7"),
            ("5 6 0 9 8 12", "12"),
        ),
    ),
)
