import { mkdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LabelledSample } from '../../../testcases/formats/contract.ts';
import { detect } from '../../../testcases/formats/detect.ts';
import { folderOf, readAll } from './support.ts';

const data = { 'data/sample/1.in': '1\n', 'data/sample/1.ans': '2\n', 'data/secret/g1/a.in': '3\n', 'data/secret/g1/a.ans': '4\n' };

async function problemOf(files: Readonly<Record<string, string>>) {
	await using folder = await folderOf({ ...data, ...files });
	const [row] = await readAll('icpc', folder.path);
	return row !== undefined && 'problem' in row ? row.problem : { failed: row?.error };
}

describe('a problem package', () => {
	test('has its cases, samples first, and the default validator with its flags', async () => {
		expect(
			await problemOf({ 'problem.yaml': 'name: {en: Sums}\nvalidator_flags: float_tolerance 1e-6\nlimits: {memory: 512, output: 1}\n' }),
		).toMatchObject({
			title: 'Sums',
			compare: { method: 'icpc', flags: 'float_tolerance 1e-6' },
			limits: { memory_mb: 512, output_kb: 1024 },
			tests: [
				{ id: 'sample/1', kind: 'stdio', input: '1\n', output: '2\n' },
				{ id: 'secret/g1/a', kind: 'stdio', input: '3\n', output: '4\n' },
			],
		});
	});

	test.each([
		['.timelimit', { '.timelimit': '3\n' }, 3000],
		['domjudge-problem.ini', { 'domjudge-problem.ini': "color='#f00'\ntimelimit='1.5'\n" }, 1500],
		['limits.time_limit', { 'problem.yaml': 'limits: {time_limit: 2.5}' }, 2500],
	])('takes its time limit from %s', async (_from, files, cpu_ms) => {
		expect(await problemOf({ 'problem.yaml': 'name: x', ...files })).toMatchObject({ limits: { cpu_ms } });
	});

	test('with an output validator has a checker with all of its files and flags', async () => {
		const files = { 'output_validators/v/check.cpp': 'int main(){}', 'output_validators/v/lib.h': '// lib' };
		expect(await problemOf({ 'problem.yaml': 'validation: custom\nvalidator_flags: fast', ...files })).toMatchObject({
			checker: { protocol: 'icpc', language: 'cpp', files: { 'check.cpp': 'int main(){}', 'lib.h': '// lib' }, flags: 'fast' },
		});
	});

	test('that is interactive has an interactor', async () => {
		const problem = await problemOf({ 'problem.yaml': 'validation: custom interactive', 'output_validators/v.py': 'pass' });
		expect(problem).toMatchObject({
			interactor: { language: 'python', files: { 'v.py': 'pass' } },
			tests: [{ kind: 'interactive' }, { kind: 'interactive' }],
		});
	});

	test('that scores has its groups with their points', async () => {
		expect(await problemOf({ 'problem.yaml': 'type: scoring', 'data/secret/g1/testdata.yaml': 'range: 0 30' })).toMatchObject({
			groups: [{ tests: ['secret/g1/a'], points: 30 }],
		});
	});

	test.each([
		[
			'a validator with a build script',
			{ 'problem.yaml': 'validation: custom', 'output_validators/v/build': 'sh', 'output_validators/v/a.cpp': '' },
			'build script',
		],
		['no validator where one is promised', { 'problem.yaml': 'validation: custom' }, 'no output validator'],
		['broken YAML', { 'problem.yaml': 'name: [' }, 'not valid YAML'],
		[
			'flags that differ between groups',
			{
				'problem.yaml': '',
				'data/sample/testdata.yaml': 'output_validator_flags: a',
				'data/secret/testdata.yaml': 'output_validator_flags: b',
			},
			'different',
		],
	])('with %s is an error', async (_what, files, message) => {
		expect(await problemOf(files)).toEqual({ failed: expect.stringContaining(message) });
	});

	test('may not read files outside of itself through links', async () => {
		await using secret = await folderOf({ 'secret.txt': 'secret' });
		await using folder = await folderOf({ ...data, 'problem.yaml': 'name: x' });
		await mkdir(join(folder.path, 'data/secret/g2'));
		await symlink(join(secret.path, 'secret.txt'), join(folder.path, 'data/secret/g2/b.in'));
		expect(await readAll('icpc', folder.path)).toEqual([{ line: 1, error: expect.stringContaining('link out of the package') }]);
	});

	test('brings its submissions with their labels, and an accepted one as the golden', async () => {
		const samples: LabelledSample[] = [];
		await using folder = await folderOf({
			...data,
			'problem.yaml': 'name: x',
			'submissions/accepted/a.py': 'print(1)',
			'submissions/wrong_answer/b.cpp': '// @EXPECTED_RESULTS@: TIME_LIMIT_EXCEEDED\n',
			'submissions/time_limit_exceeded/c.java': '// @EXPECTED_RESULTS@: WRONG_ANSWER, TIME_LIMIT_EXCEEDED\n',
			'submissions/run_time_error/many/d.py': 'pass',
		});
		const notes: string[] = [];
		const [row] = await readAll('icpc', folder.path, { onSample: (sample) => samples.push(sample), onNote: (note) => notes.push(note) });
		expect(row).toMatchObject({ problem: { id: basename(folder.path), golden: { language: 'python', code: 'print(1)' } } });
		expect(samples.map(({ language, expected }) => [language, expected])).toEqual([
			['python', 'accepted'],
			['java', undefined],
			['cpp', 'time_limit'],
		]);
		expect(notes).toHaveLength(1);
	});
});

test('a folder of packages is read in order, and one bad package does not stop the others', async () => {
	await using folder = await folderOf({
		'a/problem.yaml': 'name: A',
		'b/problem.yaml': 'name: B',
		'b/data/sample/1.in': '',
		'b/data/sample/1.ans': '',
		'other/readme.txt': '',
	});
	expect(await detect(folder.path)).toMatchObject({ format: { name: 'icpc' } });
	expect(await readAll('icpc', folder.path)).toMatchObject([
		{ line: 1, error: expect.stringContaining('a: no data/sample') },
		{ line: 2, problem: { id: 'b' } },
	]);
});
