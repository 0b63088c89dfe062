import { describe, expect, it } from 'vitest';
import type { Language } from '../../../runners/languages/contract.ts';
import { cpp } from '../../../runners/languages/cpp/manifest.ts';
import { java } from '../../../runners/languages/java/manifest.ts';
import { javascript } from '../../../runners/languages/javascript/manifest.ts';
import { python } from '../../../runners/languages/python/manifest.ts';
import { files, program } from '../../support/pytest-files.ts';
import { runOutside } from '../../support/run-outside.ts';

const mark = '0123456789abcdef';

interface Suite {
	readonly language: Language;
	readonly test: string;
	readonly passing: Readonly<Record<string, string>>;
	readonly failing: Readonly<Record<string, string>>;
}

const suites: readonly Suite[] = [
	{
		language: cpp,
		test: '#undef NDEBUG\n#include<assert.h>\nint main(){\n    assert (twice(2)==4); // a brace: }\n    assert (twice(0) == 0);\n}\n',
		passing: {
			'a right function': 'int twice(int x) { return 2 * x; }',
			'a right function that prints without a line break':
				'#include <iostream>\nint twice(int x) { std::ios::sync_with_stdio(false); std::cout << x; return 2 * x; }',
			'a main of its own': '#include <cstdio>\nint twice(int x) { return 2 * x; }\nint main() { puts("mine"); }',
			'a main of its own behind a macro':
				'#include <iostream>\n#define two 2\nint twice(int x) { return two * x; }\nint main() { std::cout << 1; }',
			'a main of its own behind comments':
				'#include <vector>\n#include <iostream> /* a\nb */\n/* c\nd */ int twice(int x) { return 2 * x; }\nint main() {}',
		},
		failing: {
			'a wrong function': 'int twice(int x) { return x; }',
			'NDEBUG, and a wrong function': '#define NDEBUG\n#include <cassert>\nint twice(int x) { return x; }',
			'exit(0)': '#include <cstdlib>\nint twice(int) { exit(0); }',
			'quick_exit(0)': '#include <cstdlib>\nint twice(int) { quick_exit(0); }',
			'the end of the thread': '#include <pthread.h>\nint twice(int) { pthread_exit(nullptr); }',
			'an exception': 'int twice(int) { throw 1; }',
		},
	},
	{
		language: java,
		test: [
			'import java.util.List;',
			'public class Main {',
			'    public static void main(String[] args) {',
			'        List<Integer> got = List.of(new Solution().twice(2), new Solution().twice(0));',
			'        assert got.get(1) == 0;',
			'        if (!got.equals(List.of(4, 0))) throw new AssertionError();',
			'    }',
			'}',
		].join('\n'),
		passing: {
			'a right method': 'class Solution { int twice(int x) { return 2 * x; } }',
			'a public class':
				'/* public class No */ public final class Solution { public int twice(int x) { System.out.print("x"); return 2 * x; } }',
		},
		failing: {
			'a wrong method': 'class Solution { int twice(int x) { return x; } }',
			'a method that only an assert refuses': 'class Solution { int n = 0; int twice(int x) { return x == 0 ? 1 : 2 * x; } }',
			'System.exit(0)': 'class Solution { int twice(int x) { System.exit(0); return 0; } }',
			'Runtime.halt(0)': 'class Solution { int twice(int x) { Runtime.getRuntime().halt(0); return 0; } }',
		},
	},
	{
		language: javascript,
		test: 'const testTwice = () => {\n  console.assert(twice(2) === 4)\n  console.assert(twice(0) === 0)\n}\n\ntestTwice()\n',
		passing: {
			'a right function': 'const twice = (x) => {\n  return 2 * x\n}',
			'a right function in a module': "import { ok } from 'node:assert';\nexport const twice = (x) => {\n  ok(x >= 0)\n  return 2 * x\n}",
			'names that hide globals': "'use strict'\nfunction process(x) { return 2 * x }\nconst twice = (x) => process(x)",
		},
		failing: {
			'a wrong function': 'const twice = (x) => x',
			'process.exit(0)': 'const twice = () => process.exit(0)',
			'process.exit(0) later': 'const twice = (x) => { setTimeout(() => process.exit(0)); return 2 * x }',
			'an exception': "const twice = () => { throw new Error('no') }",
			'a rejection': "const twice = (x) => { Promise.reject(new Error('no')); return 2 * x }",
		},
	},
	{
		language: python,
		test: 'def test_two():\n    assert twice(2) == 4\ndef test_none():\n    assert twice(0) == 0\n',
		passing: { 'a right function': 'def twice(x): return 2 * x' },
		failing: {
			'a wrong function': 'def twice(x): return x',
			'a function that only the last test refuses': 'def twice(x): return 2 * x or 1',
			'exit()': 'def twice(x): exit()',
			'an exception': 'def twice(x): raise ValueError',
		},
	},
	{
		language: python,
		test: 'import unittest\nclass TestTwice(unittest.TestCase):\n    def test_two(self):\n        self.assertEqual(twice(2), 4)\n    def test_none(self):\n        self.assertEqual(twice(0), 0)\n',
		passing: { 'a right function': 'def twice(x): return 2 * x' },
		failing: {
			'a wrong function': 'def twice(x): return x',
			'a function that only one test refuses': 'def twice(x): return 2 * x or 1',
			'exit()': 'def twice(x): exit()',
			'os._exit(0)': 'import os\ndef twice(x): os._exit(0)',
			'an exit of its own': 'def exit(code): pass\ndef twice(x): return x',
		},
	},
	{
		language: python,
		test: 'def check(candidate):\n    assert candidate(2) == 4\ncheck(twice)\ndef test_three():\n    assert twice(3) == 6\ntest_three()\n',
		passing: { 'a right function': 'def twice(x): return 2 * x\ncandidate = twice' },
		failing: { 'a function that a test refuses that calls itself': 'def twice(x): return 4\ncandidate = twice' },
	},
];

describe.each(suites)('Test code joined with a $language.name program', ({ language, test, passing, failing }) => {
	const run = (code: string) => runOutside(language, language.joinTest?.(code, test, mark) ?? '', mark);

	it.each(Object.entries(passing))('passes with %s', async (_, code) => {
		expect(await run(code)).toMatchObject({ passed: true });
	});

	it.each(Object.entries(failing))('does not pass with %s', async (_, code) => {
		expect(await run(code)).toMatchObject({ passed: false });
	});
});

describe.each(Object.entries(files))('A file for pytest joined with a Python program: %s', (_what, { text, wrong }) => {
	const run = (code: string) => runOutside(python, python.joinTest?.(code, text, mark) ?? '', mark);

	it('passes with the right program', async () => {
		expect(await run(program)).toMatchObject({ passed: true });
	});

	it.each(wrong)('does not pass with another for %s: %s', async (right, other) => {
		expect(await run(program.replace(right, other))).toMatchObject({ passed: false });
	});
});

it('Test code that cannot be joined does not pass', async () => {
	expect(await runOutside(cpp, cpp.joinTest?.('int x;', 'no test here', mark) ?? '', mark)).toMatchObject({ passed: false });
});
