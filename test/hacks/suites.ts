import type { Submission } from '../../services/execution/contract.ts';
import { type Problem, Problem as ProblemSchema } from '../../testcases/schema.ts';

/** What the cheats of one language and kind are judged by. */
export interface Suite {
	readonly problem: Problem;
	/** A program that earns all of it. */
	readonly honest: Submission;
}

const limits = { cpu_ms: 1000, wall_ms: 1500, memory_mb: 128, output_kb: 64 };

interface Parts {
	readonly tests: readonly object[];
	readonly checker?: object;
	readonly interactor?: object;
	readonly language?: string;
	readonly code: string;
}

function suite(id: string, { tests, checker, interactor, language = 'python', code }: Parts): Suite {
	const problem = ProblemSchema.parse({ id, limits, tests, checker, interactor });
	return { problem, honest: { problem, language, code } };
}

const sums = [
	{ kind: 'stdio', input: '1000003 2000005\n', output: '3000008\n' },
	{ kind: 'stdio', input: '11 31\n', output: '42\n' },
	{ kind: 'stdio', input: '70007 70007\n', output: '140014\n' },
];

const checker = {
	protocol: 'icpc',
	language: 'python',
	code: `import sys
said = sys.stdin.buffer.read(1000).split()
sys.exit(42 if said == open(sys.argv[2], "rb").read().split() else 43)
`,
};

/** The first two tests have one secret, so that what is carried from one to the other would help. */
const secrets = ['12', '12', '91'].map((input) => ({ kind: 'interactive', input }));

const interactor = {
	protocol: 'icpc',
	language: 'python',
	code: `import sys
secret = int(open(sys.argv[1]).read())
for _ in range(8):
    try:
        guess = int(sys.stdin.buffer.readline(64))
    except ValueError:
        sys.exit(43)
    print("right" if guess == secret else "low" if guess < secret else "high", flush=True)
    if guess == secret:
        sys.exit(42)
sys.exit(43)
`,
};

const call = (...args: readonly number[]) => ({ kind: 'call', entry_point: 'solve', args });
const calls = [
	{ ...call(1000003, 2000005), expected: [3000008, -1000002] },
	{ ...call(11, 31), expected: [42, -20] },
	{ ...call(70007, 70007), expected: [140014, 0] },
];
const code = (text: string, entry_point = 'solve') => ({ kind: 'code', entry_point, code: text });

/** One call that is known beforehand, conversations, a loop that its program could end, and a test framework. */
const pythonTests = [
	code(`def check(candidate):
    assert candidate(1000003, 2000005) == 3000008
    assert candidate(11, 31) == 42
    assert candidate(candidate(1, 2), 3) == 6
    assert all(map(lambda n: candidate(n, n) == 2 * n, range(3, 9)))
`),
	code(`import unittest
class Test(unittest.TestCase):
    def test_small(self):
        self.assertEqual(solve(2, 2), 4)
    def test_large(self):
        self.assertEqual(solve(5000, 6000), 11000)
result = unittest.TextTestRunner().run(unittest.defaultTestLoader.loadTestsFromTestCase(Test))
assert result.wasSuccessful()
`),
];

/** A function that makes many calls, a conversation, a method that is handed a function, and what is judged only when a timer has run. */
const javascriptTests = [
	code(`const testSolve = () => {
	console.assert(solve(1000003, 2000005) === 3000008);
	console.assert(solve(11, 31) === 42);
};
testSolve();
`),
	code('console.assert(solve(solve(1, 2), 3) === 6);'),
	code('console.assert(range(3).every((value, index) => value === index) && range(3).length === 3);'),
	code(`(async () => {
	await new Promise((resolve) => setTimeout(resolve, 5));
	console.assert((await solve(2, 3)) === 5);
})();
`),
];

const cppTest = code(`#undef NDEBUG
#include <assert.h>
int main() {
	assert(solve(11, 31) == 42);
	assert(solve(2, 3) == 5);
}
`);

const javaTest = code(`import java.util.*;

public class Main {
	public static void main(String[] args) {
		Solution s = new Solution();
		List<Boolean> correct = Arrays.asList(s.solve(1000003, 2000005) == 3000008, s.solve(11, 31) == 42);
		if (correct.contains(false)) throw new AssertionError();
	}
}
`);

const stdio = suite('stdio tests', { tests: sums, code: 'print(sum(map(int, input().split())))' });
const interactive = suite('interactive tests', {
	tests: secrets,
	interactor,
	code: `low, high = 1, 100
while True:
    middle = (low + high) // 2
    print(middle, flush=True)
    answer = input()
    if answer == "right":
        break
    if answer == "low":
        low = middle + 1
    else:
        high = middle - 1
`,
});

/** By the folders of `programs`: language, then kind. */
export const suites: Readonly<Record<string, Readonly<Record<string, Suite>>>> = {
	python: {
		stdio,
		interactive,
		checker: suite('stdio tests with a checker', { tests: sums, checker, code: stdio.honest.code }),
		call: suite('call tests', {
			tests: calls,
			code: 'def solve(a, b): return a + b, a - b',
		}),
		code: suite('code tests', { tests: pythonTests, code: 'def solve(a, b): return a + b' }),
		joined: suite('code tests that share its process', {
			tests: [
				code(
					'def check(candidate):\n    assert candidate(lambda n: n + 1, 1) == 2\n    assert candidate(lambda n: n * n, 7) == 49\n',
					'apply',
				),
			],
			code: 'def apply(function, value): return function(value)',
		}),
	},
	javascript: {
		stdio,
		interactive,
		call: suite('call tests', { tests: calls, language: 'javascript', code: 'const solve = (a, b) => [a + b, a - b];' }),
		code: suite('code tests', {
			tests: javascriptTests,
			language: 'javascript',
			code: 'const solve = (a, b) => a + b;\nconst range = (n) => [...Array(n).keys()];',
		}),
		joined: suite('code tests that share its process', {
			tests: [code('console.assert(apply((n) => n + 1, 1) === 2);\nconsole.assert(apply((n) => n * n, 7) === 49);', 'apply')],
			language: 'javascript',
			code: 'const apply = (f, value) => f(value);',
		}),
	},
	cpp: {
		stdio,
		interactive,
		code: suite('code tests', { tests: [cppTest], language: 'cpp', code: 'int solve(int a, int b) { return a + b; }' }),
	},
	java: {
		stdio,
		interactive,
		code: suite('code tests', {
			tests: [javaTest],
			language: 'java',
			code: 'class Solution { int solve(int a, int b) { return a + b; } }',
		}),
	},
};
