import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { detect } from '../../../testcases/formats/detect.ts';
import { formats } from '../../../testcases/formats/index.ts';
import { dataFolder, folderOf, hasData, readAll } from './support.ts';

const good = JSON.stringify({ id: 'a', tests: [{ kind: 'stdio', input: '', output: '' }] });

test('a malformed record is reported with its line, and reading goes on', async () => {
	const bytes = Buffer.concat([
		Buffer.from(`${good}\n{"id":\n\n[]\n`),
		Buffer.from([0x22, 0xff, 0x22, 10]),
		Buffer.from(`{"id": "b", "tests": []}\n${good}`),
	]);
	await using folder = await folderOf({ 'data.jsonl': bytes });
	const rows = await readAll('native', join(folder.path, 'data.jsonl'));
	expect(rows.map((row) => [row.line, 'error' in row ? row.error.slice(0, 20) : row.problem.id])).toEqual([
		[1, 'a'],
		[2, 'not valid JSON: Unex'],
		[4, expect.stringContaining('record')],
		[5, 'not valid UTF-8'],
		[6, expect.stringContaining('tests')],
		[7, 'a'],
	]);
});

test('a line with a line separator of Unicode is one record', async () => {
	await using folder = await folderOf({ 'data.jsonl': good.replace('"a"', '"a\u2028b"') });
	expect(await readAll('native', join(folder.path, 'data.jsonl'))).toMatchObject([{ problem: { id: 'a\u2028b' } }]);
});

test('gzipped files are told by their content', async () => {
	await using folder = await folderOf({ 'data.jsonl': gzipSync(`${good}\n${good}\n`) });
	expect(await readAll('native', join(folder.path, 'data.jsonl'))).toHaveLength(2);
});

test('a JSON file is one record or a list of them', async () => {
	await using folder = await folderOf({ 'one.json': JSON.stringify(JSON.parse(good), null, 2), 'two.json': `[${good}, ${good}]` });
	expect(await readAll('native', join(folder.path, 'one.json'))).toHaveLength(1);
	expect(await readAll('native', join(folder.path, 'two.json'))).toHaveLength(2);
});

test('a file that is not there is a failure and not an empty data set', async () => {
	await expect(readAll('native', '/nonexistent/data.jsonl')).rejects.toThrow('ENOENT');
});

describe('guessing the format', () => {
	test('a record of no format is an error that names its fields', async () => {
		await using folder = await folderOf({ 'data.jsonl': '{"alpha": 1}' });
		expect(await detect(join(folder.path, 'data.jsonl'))).toEqual({ error: expect.stringContaining('alpha') });
	});

	test('a record that fits two formats is an error that names both', async () => {
		await using folder = await folderOf({ 'data.jsonl': '{"test_list": [], "input_output": ""}' });
		expect(await detect(join(folder.path, 'data.jsonl'))).toEqual({ error: 'the records fit mbpp and taco' });
	});

	test('every format has a name of its own', () => {
		expect(new Set(formats.map(({ name }) => name)).size).toBe(formats.length);
	});
});

describe('the published data sets', () => {
	test.for([
		['humaneval/HumanEval.jsonl', 'humaneval', 164, 164],
		['mbpp/mbpp.jsonl', 'mbpp', 974, 2922],
		['humaneval-x/humaneval_cpp.jsonl', 'humaneval-x', 164, 164],
		['humaneval-x/humaneval_java.jsonl', 'humaneval-x', 164, 164],
		['humaneval-x/humaneval_js.jsonl', 'humaneval-x', 164, 164],
		['livecodebench/demo_row.json', 'livecodebench', 1, 5],
		['sandboxfusion/code_eval_code_contests.jsonl', 'codecontests', 20, 2233],
		['sandboxfusion/code_eval_mbpp.jsonl', 'mbpp', 20, 60],
		['packages/problems.jsonl', 'native', 42, 782],
	] as const)('%s is told to be %s and read whole', async ([file, name, problems, tests], { skip }) => {
		skip(!hasData(file), `${file} is not in ${dataFolder}; set ASSAY_DATA`);
		expect(await detect(join(dataFolder, file))).toMatchObject({ format: { name } });
		const rows = await readAll(name, join(dataFolder, file));
		expect(rows.filter((row) => 'error' in row)).toEqual([]);
		expect(rows).toHaveLength(problems);
		expect(rows.reduce((sum, row) => sum + ('problem' in row ? row.problem.tests.length : 0), 0)).toBe(tests);
	});
});
