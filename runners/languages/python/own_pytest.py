"""As much of pytest as test code takes: what it finds under that name. What of its text is run, collected.py says.

What is not here is an ImportError, by which a test is known to have no verdict.
"""


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise ImportError(f"pytest.{name} is not offered")


class ExceptionInfo:
    type = value = None

    @property
    def typename(self):
        return self.type.__name__

    def match(self, pattern):
        import re

        assert re.search(pattern, str(self.value)), f"{str(self.value)!r} does not match {pattern!r}"
        return True


class _Raises:
    def __init__(self, expected, match):
        self._expected = expected
        self._match = match
        self._info = ExceptionInfo()

    def __enter__(self):
        return self._info

    def __exit__(self, kind, value, _trace):
        assert kind is not None, "nothing was raised"
        self._info.type, self._info.value = kind, value
        if not issubclass(kind, self._expected):
            return False
        if self._match is not None:
            self._info.match(self._match)
        return True


def raises(expected_exception, *call, match=None, **named):
    if not call:
        return _Raises(expected_exception, match)
    with _Raises(expected_exception, match) as info:
        call[0](*call[1:], **named)
    return info


class approx:
    __array_ufunc__ = None  # an array leaves the comparison to this
    __hash__ = None

    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self._expected = expected
        self._options = rel, abs, nan_ok

    def __eq__(self, actual):
        return _is_close(actual, self._expected, *self._options)

    def __repr__(self):
        return f"approx({self._expected!r})"


def _is_close(actual, expected, rel, abs_, nan_ok):
    if hasattr(expected, "tolist"):
        expected = expected.tolist()
    if isinstance(expected, dict):
        return isinstance(actual, dict) and actual.keys() == expected.keys() and _is_close([actual[key] for key in expected], list(expected.values()), rel, abs_, nan_ok)
    if isinstance(expected, (list, tuple)):
        items = actual.tolist() if hasattr(actual, "tolist") else actual
        if not isinstance(items, (list, tuple)) or len(items) != len(expected):
            return False
        return all(_is_close(one, other, rel, abs_, nan_ok) for one, other in zip(items, expected))
    if actual == expected or not isinstance(expected, (int, float, complex)) or isinstance(expected, bool):
        return bool(actual == expected)
    try:
        if expected != expected or actual != actual:
            return nan_ok and expected != expected and actual != actual
        far = abs(expected) == float("inf") or abs(actual) == float("inf")
        relative = 0 if rel is None and abs_ is not None else (1e-6 if rel is None else rel) * abs(expected)
        return not far and bool(abs(actual - expected) <= max(relative, 1e-12 if abs_ is None else abs_))
    except TypeError:
        return False


def main(args=None, plugins=None):
    """Nothing: what it would run is run when the text has come to its end."""
    return 0


def fail(reason="", pytrace=True):
    raise AssertionError(reason)


class _Param(tuple):
    pass


def param(*values, id=None, marks=()):
    if marks:
        raise ImportError("pytest.param with marks is not offered")
    return _Param(values)


def _unmarked(*about, **_named):
    """As a decorator, with words about it or without."""
    return about[0] if len(about) == 1 and callable(about[0]) else lambda marked: marked


class _Marks:
    def parametrize(self, argnames, argvalues, ids=None, scope=None, **others):
        if others:
            raise ImportError(f"pytest.mark.parametrize with {', '.join(others)} is not offered")
        names = [name.strip() for name in argnames.split(",") if name.strip()] if isinstance(argnames, str) else list(argnames)
        alone = isinstance(argnames, str) and len(names) == 1
        values = [(value,) if alone and type(value) is not _Param else value for value in argvalues]

        def mark(marked):
            marked.cases = [*getattr(marked, "cases", ()), [dict(zip(names, case, strict=True)) for case in values]]
            return marked

        return mark

    def __getattr__(self, name):
        if name in ("skip", "skipif", "usefixtures", "xfail"):
            raise ImportError(f"pytest.mark.{name} is not offered")
        return _unmarked


mark = _Marks()


class Fixture:
    def __init__(self, function, name, autouse):
        self.function = function
        self.name = name or function.__name__
        self.autouse = autouse


def fixture(function=None, *, scope=None, params=None, autouse=False, ids=None, name=None):
    if params is not None:
        raise ImportError("pytest.fixture with params is not offered")
    make = lambda made: Fixture(made, name, autouse)  # noqa: E731
    return make if function is None else make(function)
