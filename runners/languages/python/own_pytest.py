"""As much of pytest as test code takes: what it finds under that name, and what of its text is run as a test.

Each test has a process of its own here, so that a fixture is made for every test that
names it, whatever its scope. What is not here is an ImportError, by which a test is
known to have no verdict.
"""

import sys
from itertools import product
from types import FunctionType

_GENERATOR, _COROUTINE = 0x20, 0x80
# Fixtures of pytest's own, which are about the process of the program.
_NOT_OFFERED = frozenset("caplog capfd capsys monkeypatch pytester recwarn request tmp_path tmpdir".split())


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
            marked._cases = [*getattr(marked, "_cases", ()), [dict(zip(names, case, strict=True)) for case in values]]
            return marked

        return mark

    def __getattr__(self, name):
        if name in ("skip", "skipif", "usefixtures", "xfail"):
            raise ImportError(f"pytest.mark.{name} is not offered")
        return _unmarked


mark = _Marks()


class _Fixture:
    def __init__(self, function, name, autouse):
        self.function = function
        self.name = name or function.__name__
        self.autouse = autouse


def fixture(function=None, *, scope=None, params=None, autouse=False, ids=None, name=None):
    if params is not None:
        raise ImportError("pytest.fixture with params is not offered")
    make = lambda made: _Fixture(made, name, autouse)  # noqa: E731
    return make if function is None else make(function)


def _parameters(function):
    """Those of its parameters that have to be given."""
    code = function.__code__
    return code.co_varnames[: code.co_argcount - len(function.__defaults__ or ())]


def _takes(function, name):
    code = function.__code__
    return name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def _fixtures_in(space, instance):
    return {value.name: (value, instance) for value in space.values() if type(value) is _Fixture}


class _Call:
    """One call of a test function, and what was made for it."""

    def __init__(self, fixtures, given):
        self._fixtures = fixtures
        self._given = given
        self._made = dict(given)
        self._open = []

    def _get(self, name):
        if name not in self._made:
            if name not in self._fixtures:
                raise ImportError(f"the fixture {name} is not offered")
            made, instance = self._fixtures[name]
            value = self._called(made.function, instance)
            if made.function.__code__.co_flags & _GENERATOR:
                self._open.append(value)
                value = next(value)
            self._made[name] = value
        return self._made[name]

    def _called(self, function, instance):
        if function.__code__.co_flags & _COROUTINE:
            raise ImportError("a test that is a coroutine is not offered")
        first = () if instance is None else (instance,)
        wanted = {*_parameters(function)[len(first) :], *(name for name in self._given if _takes(function, name))}
        return function(*first, **{name: self._get(name) for name in wanted})

    def run(self, function, instance):
        try:
            for name, (made, _) in self._fixtures.items():
                if made.autouse:
                    self._get(name)
            self._called(function, instance)
        finally:
            for generator in reversed(self._open):
                next(generator, None)


def _hook(owner, name, *about):
    """Calls what prepares or clears up, for a module, a class or an instance, with as much of what it is about as it takes."""
    hook = owner.get(name) if isinstance(owner, dict) else getattr(owner, name, None)
    if hook is not None:
        function = getattr(hook, "__func__", hook)
        function(*about[: function.__code__.co_argcount])


def _cases_of(*marked):
    sets = [cases for one in marked for cases in getattr(one, "_cases", ())]
    for chosen in product(*sets):
        yield {name: value for case in chosen for name, value in case.items()}


def _run_function(function, space):
    _hook(space, "setup_function", function)
    try:
        for given in _cases_of(function):
            _Call(_fixtures_in(space, None), given).run(function, None)
    finally:
        _hook(space, "teardown_function", function)


def _run_class(kind, space):
    _hook(kind, "setup_class", kind)
    try:
        for name in dir(kind):
            function = getattr(kind, name)
            if not name.startswith("test") or type(function) is not FunctionType:
                continue
            for given in _cases_of(kind, function):
                instance = kind()
                fixtures = _fixtures_in(space, None)
                for base in reversed(kind.__mro__):
                    fixtures.update(_fixtures_in(vars(base), instance))
                _hook(instance, "setup_method", instance, function)
                try:
                    _Call(fixtures, given).run(function, instance)
                finally:
                    _hook(instance, "teardown_method", instance, function)
    finally:
        _hook(kind, "teardown_class", kind)


def _run_test_case(kind, _space):
    import unittest

    class Result(unittest.TestResult):
        first = None

        def _note(self, _test, error):
            self.first = self.first or (error and error[1])

        addError = addFailure = _note

        def addUnexpectedSuccess(self, test):
            self._note(test, (None, AssertionError("it was to fail, and did not")))

        def addSubTest(self, test, _subtest, error):
            self._note(test, error)

    result = Result()
    unittest.defaultTestLoader.loadTestsFromTestCase(kind).run(result)
    if result.first is not None:
        raise result.first


def _is_test(function, space):
    """Its parameters are known, or none: others are helpers whose name begins as that of a test."""
    names = set(_parameters(function))
    return not names or hasattr(function, "_cases") or names <= {*_fixtures_in(space, None), *_NOT_OFFERED}


def _work_on(name, value, space, is_called):
    """What runs it, if it is a test, or holds some, that the text does not run by itself; a test case is run again, since it says nothing."""
    if type(value) is FunctionType:
        return _run_function if name.startswith("test") and _is_test(value, space) and not is_called(name) else None
    if not issubclass(type(value), type) or value.__module__ != space["__name__"]:
        return None
    if "unittest" in sys.modules and issubclass(value, sys.modules["unittest"].TestCase):
        return _run_test_case
    return _run_class if name.startswith("Test") and not is_called(name) else None


def run(space, is_called, names=None):
    """Runs what pytest and unittest would find in a module; of all that it has in `space`, or of the `names` alone."""
    found = [(name, space[name]) for name in (list(space) if names is None else names)]
    tests = [(work, value) for name, value in found if (work := _work_on(name, value, space, is_called)) is not None]
    if tests:
        _hook(space, "setup_module", sys.modules[space["__name__"]])
    for work, value in tests:
        work(value, space)
    if tests:
        _hook(space, "teardown_module", sys.modules[space["__name__"]])
