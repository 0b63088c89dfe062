import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitAsserts } from '../../../services/planning/split.ts';
import { offered, pytestCode } from '../../../testcases/formats/pytest-code.ts';
import { parseLiteral } from '../../../testcases/formats/python-literal.ts';
import { codeforcesRow, ioiRow } from '../../conformance/formats.ts';
import { toLines } from '../../support/command.ts';
import { repository } from '../../support/local-wall.ts';
import { files } from '../../support/pytest-files.ts';
import { errorOf, folderOf, readAll, readOne } from './support.ts';

describe('verl', () => {
	const record = {
		data_source: 'taco',
		ability: 'code',
		reward_model: { style: 'rule', ground_truth: '{"inputs": ["1"], "outputs": ["2"]}' },
		extra_info: { split: 'train', index: 3 },
	};

	test('an id is the source, the split and the index, or the place where there is none', async () => {
		expect((await readOne('verl', record)).id).toBe('taco/train-3');
		expect((await readOne('verl', { ...record, extra_info: null })).id).toBe('taco/1');
	});

	test.each([
		['the rows of another ability', { ability: 'chat' }, 'ability "chat"'],
		['a ground truth that is no tests', { reward_model: { ground_truth: '42' } }, 'not tests of a shape that is known'],
		['one that is no JSON', { reward_model: { ground_truth: 'x' } }, 'not valid JSON'],
		[
			'asserts with standard input',
			{ reward_model: { ground_truth: { assert_case: ['assert f()'], inputs: ['1'] } } },
			'together with standard input',
		],
		[
			'a function call without its name',
			{ reward_model: { ground_truth: [{ type: 'function_call', input: [1], output: 1 }] } },
			'no fn_name',
		],
	])('%s are refused', async (_what, fields, message) => {
		expect(await errorOf('verl', { ...record, ...fields })).toContain(message);
	});

	test('rows of mathematics, of which Eurus-2 has many, are their answers', async () => {
		expect((await readOne('verl', { ...record, ability: 'math', reward_model: { ground_truth: '42' } })).tests).toEqual([
			{ id: 'answer', kind: 'math', answer: '42' },
		]);
	});

	test('test code of Code-R1 is one test', async () => {
		const ground_truth = JSON.stringify({ functional: 'assert f(1) == 2' });
		expect((await readOne('verl', { ...record, reward_model: { ground_truth } })).tests).toEqual([
			{ id: 'functional', kind: 'code', code: 'assert f(1) == 2' },
		]);
	});
});

describe('taco', () => {
	test('inputs of GeeksForGeeks that no program can read are refused', async () => {
		const row = { input_output: '{"inputs": ["n = 5"], "outputs": ["1"]}', source: 'geeksforgeeks' };
		expect(await errorOf('taco', row)).toContain('assignments in prose');
	});
});

describe('synthetic-1', () => {
	test.each([
		['tasks without tests', { task_type: 'code_output_prediction', verification_info: '{"output": "1"}' }, 'code_output_prediction'],
		['what is no data', { task_type: 'verifiable_code', verification_info: '__import__("os")' }, 'neither JSON nor a literal'],
		['a call in a literal', { task_type: 'verifiable_code', verification_info: "{'a': exit()}" }, 'neither JSON nor a literal'],
	])('%s are refused', async (_what, record, message) => {
		expect(await errorOf('synthetic-1', record)).toContain(message);
	});
});

describe('codeforces', () => {
	test('tests that the statement shows are samples, limits are those of the row', async () => {
		expect(await readOne('codeforces', codeforcesRow)).toMatchObject({
			id: 'codeforces/1/A',
			limits: { cpu_ms: 2000, memory_mb: 256 },
			checker: { protocol: 'codeforces', language: 'python' },
			tests: [{ sample: true }, { input: '10' }],
		});
	});

	test.each([
		['interaction', { interaction_format: 'Ask.' }, 'interactive'],
		['named files', { input_mode: 'file' }, 'named files'],
		['rows that their authors could not verify', { executable: false }, 'executable is false'],
		['rows without tests', { official_tests: [], examples: null }, 'at least one test'],
	])('%s are refused', async (_what, fields, message) => {
		expect(await errorOf('codeforces', { ...codeforcesRow, ...fields })).toContain(message);
	});
});

describe('ioi', () => {
	test('a subtask is a problem, whose programs are compiled with the grader and whose tests are one group', async () => {
		expect(await readOne('ioi', ioiRow)).toMatchObject({
			id: 'ioi/2020/halves/02-large',
			tests: [{ id: '02-01', input: '4\n', output: '2\n' }, { id: '02-02' }],
			limits: { cpu_ms: 1000, memory_mb: 256 },
			checker: { protocol: 'cms', language: 'cpp' },
			together: { language: 'cpp', files: { 'halves.h': expect.any(String), 'grader.cpp': expect.any(String) } },
			groups: [{ tests: ['02-01', '02-02'], points: 40 }],
		});
	});

	test('tests are found in the other files of the data set, before or behind those of the subtasks', async () => {
		const test = (problem_id: string, test_name: string, test_input: string) => ({ problem_id, test_name, test_input, test_output: '2\n' });
		await using folder = await folderOf({
			'ioi.jsonl': JSON.stringify({ ...ioiRow, test_cases: null }),
			'tests.jsonl': toLines([test('halves', '02-01', '4\n'), test('other', '02-01', '5\n'), test('halves', '02-02', '3\n')]),
		});
		const [subtasks, tests] = [join(folder.path, 'ioi.jsonl'), join(folder.path, 'tests.jsonl')];
		for (const files of [
			[subtasks, tests],
			[tests, subtasks],
		]) {
			const rows = await Promise.all(files.map(async (file) => await readAll('ioi', file, { files })));
			expect(rows.flat()).toMatchObject([{ line: 1, problem: { tests: [{ input: '4\n' }, { id: '02-02', input: '3\n' }] } }]);
		}
	});

	test.each([
		['rows without their tests', { test_cases: null }, 'import it together with the files of ioi-test-cases of 2020'],
		['rows without a configuration', { grader_files: [] }, 'grader_config.json'],
		[
			'tasks with a manager',
			{ grader_files: [['graders/grader_config.json', '{"task_type": "Communication", "code": "halves", "time_limit": 1}']] },
			'Communication',
		],
	])('%s are refused', async (_what, fields, message) => {
		expect(await errorOf('ioi', { ...ioiRow, ...fields })).toContain(message);
	});
});

describe('test code of pytest', () => {
	const [begin, first, second] = [
		'from solution import f as g, h\n',
		'def test_a():\n    assert g(1) == 2\n\n',
		'def test_b():\n    assert h(1) == 3\n',
	];

	test('is run as it is, and each of its functions is a test', () => {
		const code = pytestCode(begin + first + second);
		expect(code).toBe(begin + first + second);
		expect(splitAsserts(code)).toEqual([`${begin}${first.trimEnd()}\n`, begin + second]);
	});

	test('may use what the judge has of pytest, and nothing else', () => {
		const text = readFileSync(join(repository, 'runners/languages/python/own_pytest.py'), 'utf8');
		const names = [...text.matchAll(/^(?:def |class |(?=\w+ = ))([a-z]\w*)/gm)].map(([, name]) => name);
		expect(new Set(names)).toEqual(offered);
	});

	test.each(Object.entries(files))('may have %s', (_what, { text, tests }) => {
		expect(pytestCode(text)).toBe(text);
		expect(splitAsserts(text)).toHaveLength(tests);
	});

	test.each([
		['fixtures of its own', 'def test_a(tmp_path):\n    pass', 'tmp_path of pytest is not supported'],
		['tests that may be left out', 'import pytest\n@pytest.mark.skipif(True)\ndef test_a():\n    pass', 'skipif of pytest'],
		['warnings', 'import pytest\ndef test_a():\n    with pytest.warns(UserWarning):\n        f()', 'warns of pytest'],
		['other imports of it', 'from pytest import (raises,\n  importorskip)\ndef test_a(): pass', 'importorskip of pytest'],
		['tests that are coroutines', 'async def test_a():\n    pass', 'async tests'],
		['no test at all', 'assert f(1) == 2', 'no test functions'],
	])('%s are refused', (_what, text, message) => {
		expect(() => pytestCode(text)).toThrow(message);
	});
});

test("Python's repr of data is the data", () => {
	const text = `{'a': [True, False, None, (1,), -2.5e3], "b": 'it''s'}`.replace("it''s", "\\'\\n\\x41\\u00e9");
	expect(parseLiteral(text, 'x')).toEqual({ a: [true, false, null, [1], -2500], b: "'\nAé" });
});

test("texts are the same from JSON and from Python's repr", () => {
	const repr = (text: string) => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
			expect(parseLiteral(JSON.stringify(texts), 'x')).toEqual(texts);
			expect(parseLiteral(`[${texts.map(repr).join(', ')}]`, 'x')).toEqual(texts);
		}),
	);
});
