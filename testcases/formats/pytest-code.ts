import { RecordError } from './contract.ts';

const importOfSolution = /^from solution import (?:\(([^)]*)\)|([^\n#]*))[^\n]*\n?/gm;
const testFunction = /^def (test\w*)\(([^)]*)\)/gm;
const raises = /\bpytest\s*\.\s*raises\s*\(\s*\(?\s*([^)]*?)\s*(?:\)|,\s*match\b)/g;

/** Exceptions that come back from a program as what they were. */
const builtInErrors = new Set(
	'ArithmeticError AssertionError AttributeError Exception FileNotFoundError ImportError IndexError IOError KeyError LookupError NameError NotImplementedError OSError OverflowError PermissionError RecursionError RuntimeError TypeError UnicodeError ValueError ZeroDivisionError'.split(
		' ',
	),
);

/** As much of pytest as `pytest.raises` takes. */
const pytest = `class pytest:
    class raises:
        def __init__(self, expected, match=None):
            self.expected, self.match = expected, match
        def __enter__(self):
            return self
        def __exit__(self, kind, value, trace):
            assert kind is not None, 'nothing was raised'
            self.type, self.value = kind, value
            if not issubclass(kind, self.expected):
                return False
            assert self.match is None or __import__('re').search(self.match, str(value)), 'another message'
            return True
`;

/**
 * Test code that runs by itself what pytest would run in a file about a module
 * `solution`: the functions are called at the end, where planning makes each call a
 * test. They get names that nothing else collects. Throws `RecordError` for what pytest
 * does besides (fixtures, parameters, approx): left out, it would judge wrongly.
 */
export function pytestCode(text: string): string {
	const body = text.replaceAll('\r\n', '\n').replace(importOfSolution, (_line, listed, plain) => aliases(listed ?? plain ?? ''));
	const functions = [...body.matchAll(testFunction)].map(([, name = '', parameters = '']) => ({ name, parameters }));
	const names = functions.map(({ name }) => name);
	refuse(body, functions);
	const renamed = body.replace(testFunction, (definition) => definition.replace('def ', 'def run_'));
	const uses = /^import pytest\s*$/m.test(body);
	const code = uses ? renamed.replace(/^import pytest\s*$/m, pytest) : renamed;
	return `${code.trimEnd()}\n\n${names.map((name) => `run_${name}()\n`).join('')}`;
}

/** Names that the test code does not define are the program's: only another name for one is left of the import. */
function aliases(names: string): string {
	if (names.includes('*')) return '';
	return names
		.split(',')
		.map((name) => /^\s*(\w+)\s+as\s+(\w+)\s*$/.exec(name))
		.map((match) => (match === null ? '' : `${match[2]} = ${match[1]}\n`))
		.join('');
}

function refuse(body: string, functions: readonly { readonly name: string; readonly parameters: string }[]): void {
	const names = functions.map(({ name }) => name);
	if (names.length === 0) throw new RecordError('test: no test functions');
	if (new Set(names).size < names.length) throw new RecordError('test: two test functions have one name');
	if (functions.some(({ parameters }) => parameters.trim() !== ''))
		throw new RecordError('test: functions with fixtures or parameters are not supported');
	if (/^(?:class \w*Test|class Test|async def test|@)/m.test(body))
		throw new RecordError('test: classes, decorators and async tests are not supported');
	if (/^\s*(?:import solution|from solution\b|import unittest|from unittest|from pytest)/m.test(body))
		throw new RecordError('test: uses the module solution, unittest or parts of pytest by import, which is not supported');
	if (/\bpytest\s*\.\s*raises\b[^\n]*\bas (\w+):[\s\S]*?\b\1\s*\.\s*(?!value\b|type\b)\w/.test(body))
		throw new RecordError('test: of what pytest.raises gives only value and type are supported');
	const others = body.replaceAll(/\bpytest\s*\.\s*raises\b/g, '').replace(/^import pytest\s*$/m, '');
	if (/\bpytest\b/.test(others)) throw new RecordError('test: of pytest only raises is supported');
	for (const [, expected = ''] of body.matchAll(raises))
		if (!expected.split(',').every((name) => builtInErrors.has(name.trim()) || name.trim() === ''))
			throw new RecordError("test: expects exceptions of the program's own, which is not supported");
	const used = body.match(/\btest\w*\b/g) ?? [];
	if (names.some((name) => used.filter((word) => word === name).length > 1))
		throw new RecordError('test: test functions that are used elsewhere are not supported');
}
