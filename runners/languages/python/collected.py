"""What of a test text pytest and unittest would run, and how.

Each test has a process of its own here, so that a fixture is made for every test that
names it, whatever its scope.
"""

import sys
from itertools import product
from types import FunctionType

import own_pytest

_GENERATOR, _COROUTINE = 0x20, 0x80
# Fixtures of pytest's own, which are about the process of the program.
_NOT_OFFERED = frozenset("caplog capfd capsys monkeypatch pytester recwarn request tmp_path tmpdir".split())


def _parameters(function):
    """Those of its parameters that have to be given."""
    code = function.__code__
    return code.co_varnames[: code.co_argcount - len(function.__defaults__ or ())]


def _takes(function, name):
    code = function.__code__
    return name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def _fixtures_in(space, instance):
    return {value.name: (value, instance) for value in space.values() if type(value) is own_pytest.Fixture}


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
    sets = [cases for one in marked for cases in getattr(one, "cases", ())]
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
    return not names or hasattr(function, "cases") or names <= {*_fixtures_in(space, None), *_NOT_OFFERED}


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
