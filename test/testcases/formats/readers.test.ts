import { describe, expect, test } from 'vitest';
import { errorOf, pickled, readOne } from './support.ts';

describe('humaneval', () => {
	const record = {
		task_id: 'HumanEval/0',
		prompt: 'def f(x):\n',
		entry_point: 'f',
		canonical_solution: '    return x\n',
		test: 'def check(candidate):\n    assert candidate(1) == 1\n',
	};

	test('a completion continues the prompt, and the golden is prompt and solution', async () => {
		expect(await readOne('humaneval', record)).toMatchObject({
			id: 'HumanEval/0',
			prefix: record.prompt,
			golden: { language: 'python', code: 'def f(x):\n    return x\n' },
			tests: [{ kind: 'code', code: record.test, entry_point: 'f' }],
		});
	});

	test('a record without a test is an error that names the field', async () => {
		expect(await errorOf('humaneval', { ...record, test: undefined })).toMatch(/^test: /);
	});
});

describe('mbpp', () => {
	const record = {
		task_id: 7,
		text: 'Write a function.',
		code: 'def helper(x):\r\n  return x\r\ndef find(x):\r\n  return helper(x)',
		test_setup_code: 'import math',
		test_list: ['assert math.isclose(find(helper(1)), 1)', "assert set(find('helper(')) == set('helper(')", 'assert not find(0)'],
		challenge_test_list: [],
	};

	test('each assert is a test, with the set-up code in front', async () => {
		const problem = await readOne('mbpp', record);
		expect(problem).toMatchObject({ id: 'MBPP/7', golden: { language: 'python', code: record.code.replaceAll('\r\n', '\n') } });
		expect(problem.tests).toHaveLength(3);
		expect(problem.tests[0]).toMatchObject({ code: `import math\n${record.test_list[0]}` });
	});

	test('the entry point is the function of the reference code that the asserts call, behind wrappers and texts', async () => {
		expect((await readOne('mbpp', record)).tests.map((entry) => 'entry_point' in entry && entry.entry_point)).toEqual([
			'find',
			'find',
			'find',
		]);
	});

	test('the sanitized variant brings its imports', async () => {
		const { text: _, test_setup_code: __, ...rest } = record;
		const problem = await readOne('mbpp', { ...rest, prompt: 'Write.', test_imports: ['import math', 'import re'] });
		expect(problem.tests[0]).toMatchObject({ code: `import math\nimport re\n${record.test_list[0]}` });
	});
});

describe('humaneval-x', () => {
	const record = { prompt: 'P{\n', declaration: 'D{\n', canonical_solution: 'S}\n', test: 'T', example_test: 'E' };

	test("C++ gets the headers of the official harness that a program doesn't name", async () => {
		const problem = await readOne('humaneval-x', { ...record, task_id: 'CPP/1', prompt: '#include<vector>\nP{\n' });
		expect(problem.golden).toMatchObject({
			language: 'cpp',
			code: expect.stringMatching(/^#include<stdlib\.h>\n(?:#include<\S+>\n)*P\{\nS\}\n$/),
		});
		expect(problem.golden?.code?.match(/<vector>/g)).toHaveLength(1);
		expect(problem.golden?.code).toBe(`${problem.prefix}S}\n`);
	});

	test('Java is the prompt, the solution and a test with the class Main', async () => {
		expect(await readOne('humaneval-x', { ...record, task_id: 'Java/1' })).toMatchObject({
			golden: { language: 'java', code: 'P{\nS}\n' },
			tests: [{ code: 'T' }],
		});
	});

	test('a failed console.assert of JavaScript throws', async () => {
		const problem = await readOne('humaneval-x', { ...record, task_id: 'JavaScript/1', test: 'console.assert(1 === 2)' });
		const [only] = problem.tests;
		expect(() => new Function('console', only?.kind === 'code' ? only.code : '')({})).toThrow('assertion failed');
	});

	test('a language that is not read is an error', async () => {
		expect(await errorOf('humaneval-x', { ...record, task_id: 'Go/1' })).toContain('only CPP, Java, JavaScript are read');
		expect(await errorOf('humaneval-x', { ...record, task_id: '__proto__/1' })).toContain('only CPP');
	});
});

describe('livecodebench', () => {
	const stdin = [{ input: '1\n', output: '2\n', testtype: 'stdin' }];
	const functional = [{ input: '[1, 2]\n"x"', output: 'true', testtype: 'functional' }];
	const record = {
		question_id: '1_A',
		question_title: 'T',
		public_test_cases: JSON.stringify(stdin),
		private_test_cases: pickled(JSON.stringify(stdin)),
		metadata: '{}',
	};

	test('reads public tests, and private ones that are pickled, compressed and in base64', async () => {
		expect(await readOne('livecodebench', record)).toMatchObject({
			id: '1_A',
			compare: { method: 'livecodebench' },
			tests: [
				{ id: 'public-1', kind: 'stdio', input: '1\n', output: '2\n' },
				{ id: 'private-1', kind: 'stdio', input: '1\n', output: '2\n' },
			],
		});
	});

	test('functional tests have one argument a line and call the function of the metadata', async () => {
		const problem = await readOne('livecodebench', {
			...record,
			public_test_cases: functional,
			private_test_cases: '[]',
			metadata: '{"func_name": "twice"}',
		});
		expect(problem.tests).toEqual([
			{ id: 'public-1', sample: true, kind: 'call', entry_point: 'twice', args: [[1, 2], 'x'], expected: true },
		]);
	});

	test.each([
		['an opcode that could build an object', pickled('x', [0x80, 4, 0x63]), 'opcode 0x63'],
		['a reduce', pickled('[]', [0x80, 4], [0x94, 0x52, 0x2e]), 'opcode 0x52'],
		['a string that is cut short', pickled('[]', [0x80, 4], []), 'cut short'],
		['two strings', pickled('[]', [0x80, 4, 0x8c, 1, 0x61]), 'more than one string'],
		['what is not compressed', 'AAAA', 'cannot be decompressed'],
		['a pickle of something else', pickled('{"a": 1}'), 'not a list'],
	])('%s is refused', async (_what, field, message) => {
		expect(await errorOf('livecodebench', { ...record, private_test_cases: field })).toContain(message);
	});

	test('an integer that JSON data cannot hold exactly is refused, not rounded', async () => {
		const big = [{ input: '123456789012345678901', output: '1', testtype: 'functional' }];
		expect(await errorOf('livecodebench', { ...record, public_test_cases: big, metadata: '{"func_name": "f"}' })).toContain('too large');
	});
});

describe('apps and taco', () => {
	const record = {
		problem_id: 5,
		input_output: JSON.stringify({ inputs: ['1\n', ['2', '3']], outputs: ['1\n', '5'] }),
		solutions: '["print(1)"]',
	};

	test('lists of lines are joined, and the first solution is the golden', async () => {
		expect(await readOne('apps', record)).toMatchObject({
			id: 'apps/5',
			compare: { method: 'apps' },
			golden: { language: 'python', code: 'print(1)' },
			tests: [
				{ kind: 'stdio', input: '1\n' },
				{ input: '2\n3', output: '5' },
			],
		});
	});

	test('a function name makes the tests calls', async () => {
		const problem = await readOne('apps', { ...record, input_output: '{"fn_name": "f", "inputs": [[1, [2]]], "outputs": [[3]]}' });
		expect(problem.tests).toEqual([{ id: '1', kind: 'call', entry_point: 'f', args: [1, [2]], expected: [3] }]);
	});

	test('TACO brings limits', async () => {
		const { problem_id: _, ...row } = record;
		expect(await readOne('taco', { ...row, time_limit: '2.0 seconds', memory_limit: '256.0 megabytes' })).toMatchObject({
			id: 'taco/1',
			limits: { cpu_ms: 2000, memory_mb: 256 },
		});
		expect((await readOne('taco', { ...row, time_limit: null, memory_limit: null })).limits).toBeUndefined();
	});

	test.each([
		['', 'empty'],
		['{"inputs": []', 'not valid JSON'],
		['{"inputs": ["1"], "outputs": []}', '1 inputs, but 0 outputs'],
		['{"inputs": [], "outputs": []}', 'at least one test'],
	])('%j is an error', async (input_output, message) => {
		expect(await errorOf('apps', { ...record, input_output })).toContain(message);
	});
});

describe('codecontests', () => {
	const tests = { input: ['1\n'], output: ['2\n'] };
	const record = {
		name: '1575_A. Another',
		public_tests: tests,
		private_tests: { input: [], output: [] },
		generated_tests: tests,
		solutions: { language: [1, 2, 3], solution: ['print 1', 'int main(){}', 'print(1)'] },
		time_limit: { seconds: 2, nanos: 500000000 },
		memory_limit_bytes: 256000000,
		input_file: '',
		output_file: '',
	};

	test('reads the lists of tests, the limits and a solution in Python 3', async () => {
		const problem = await readOne('codecontests', record);
		expect(problem).toMatchObject({ limits: { cpu_ms: 2500, memory_mb: 245 }, golden: { language: 'python', code: 'print(1)' } });
		expect(problem.tests.map(({ id }) => id)).toEqual(['public-1', 'generated-1']);
	});

	test('a problem with named files is an error', async () => {
		expect(await errorOf('codecontests', { ...record, input_file: 'in.txt' })).toContain('named files');
	});

	test('rows that SandboxFusion derived are read as well', async () => {
		const derived = { id: 3, content: 'c', labels: '{"name": "a3"}', test: '[{"input":{"stdin":"1"}, "output":{"stdout":"2"}}]' };
		expect(await readOne('codecontests', derived)).toMatchObject({
			id: 'codecontests/3',
			title: 'a3',
			tests: [{ kind: 'stdio', input: '1', output: '2' }],
		});
	});
});
