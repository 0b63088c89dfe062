"""The warm comparer of final answers. See runners/agent/launcher.c for how it forks.

A launcher has math-verify imported and its parser warm. The text of a "program" is a
final answer; it is read in the fork of its test, which has the reference on stdin, and
not before, so that whatever it does to the parser falls under the limits of its test.

The fork prints `read` once it can work with the reference, and then `equal` or `different`. A
reference that the parser makes nothing of is `unreadable`, whatever the answer is.

Only the LaTeX reader is used: the package's reader of plain expressions evaluates them
as Python.
"""

import ctypes
import gc
import logging
import os
import sys

sys.path.insert(0, "/assay/lib/math")
from math_verify import LatexExtractionConfig, parse, verify  # noqa: E402
from sympy import Expr  # noqa: E402

logging.disable()  # it warns that the limits are left to others
LATEX = (LatexExtractionConfig(boxed_match_priority=0),)
# Each is as much as the first of its kind costs: the parser remembers the grammar that it has been through.
REHEARSED = (
    ("\\frac{1}{2}", "0.5"),
    ("-3\\sqrt{2}", "-\\sqrt{18}"),
    ("(1, 2)", "(1, 3)"),
    ("x^2 + 2x + 1", "(x+1)^2"),
    ("\\{1, 2\\}", "\\{2, 1\\}"),
    ("[0, \\infty)", "x \\ge 0"),
    ("x = 3", "3"),
    ("50\\%", "\\frac{\\pi}{6}"),
    ("\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}", "\\begin{pmatrix} 1 \\\\ 3 \\end{pmatrix}"),
    ("10^{-3}", "1.2 \\times 10^{5}"),
    ("\\text{even}", "B"),
    ("\\sin(x)", "\\log_2 8"),
)

library = ctypes.PyDLL("/assay/lib/liblauncher.so")
library.assay_ready.argtypes = [ctypes.c_int, ctypes.c_char_p]


def read(text):
    return parse(f"\\boxed{{{text}}}", extraction_config=LATEX, parsing_timeout=None)


def equal(reference, answer):
    given = read(answer)
    return verify(reference, given, timeout_seconds=None) and not off_by_more(reference, given)


# `verify` rounds to six digits after the point, by which all that is small is equal: below this, half a percent is.
SMALL, CLOSE = 1e-4, 0.005


def off_by_more(reference, given):
    wanted = number(reference)
    if wanted is None or not 0 < abs(wanted) < SMALL:
        return False
    answered = number(given)
    return answered is not None and abs(answered - wanted) > CLOSE * abs(wanted)


def number(parsed):
    """The number that was read, if it is one."""
    value = next((one for one in parsed if isinstance(one, Expr)), None)
    return complex(value) if value is not None and value.is_number and value.is_finite else None


for one, other in REHEARSED:
    equal(read(one), other)
ZERO = read("0")
gc.collect()
gc.freeze()
with open(library.assay_next_program(), encoding="utf-8", errors="replace") as file:
    answer = file.read()
# From here on this is a template.
library.assay_ready(1, b"")
library.assay_next_test()
# From here on this is a test's own process.
reference = read(sys.stdin.read())
if reference:
    verify(reference, ZERO, timeout_seconds=None)  # one that nothing can be compared with is not read either
    print("read", flush=True)
    print("equal" if equal(reference, answer) else "different", flush=True)
else:
    print("unreadable", flush=True)
os._exit(0)
