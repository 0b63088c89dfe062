import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parquetOf } from '../../services/cli/export/parquet-file.ts';
import { readRecords } from '../../testcases/formats/records.ts';
import { assayHere } from '../support/cli.ts';
import { fromLines, toLines } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

const columns = {
	data_source: 'string',
	ability: 'string',
	reward_model: { struct: { ground_truth: 'string', style: 'string' } },
	extra_info: { struct: { index: 'int64', split: 'string' } },
} as const;
const row = (index: number, ground_truth: unknown) => ({
	data_source: 'apps',
	ability: 'code',
	reward_model: { style: 'rule', ground_truth: JSON.stringify(ground_truth) },
	extra_info: { split: 'train', index },
});
const right = 'print(int(input()) * 2)\n';
const wrong = 'print(4)\n';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	folder = await temporaryFolder();
	const doubles = { inputs: ['2', '5'], outputs: ['4', '10'] };
	await writeFile(folder.file('data.parquet'), parquetOf(columns, [row(0, doubles), row(1, 42), row(2, doubles)]));
	await writeFile(folder.file('right.py'), right);
	const sample = (problem: number, code: string) => ({ problem_id: `apps/train-${problem}`, language: 'python', code });
	await writeFile(folder.file('samples.jsonl'), toLines([sample(0, right), sample(0, wrong), sample(2, wrong)]));
});
afterAll(async () => await folder[Symbol.asyncDispose]());

test('a program is graded against a problem of a Parquet file of verl rows', async () => {
	const grade = ['grade', folder.file('right.py'), '--problem', folder.file('data.parquet')];
	expect(await assayHere([...grade, '--problem-id', 'apps/train-2'])).toMatchObject({ code: 0, stderr: '' });
	expect(await assayHere(grade)).toMatchObject({ code: 2, stderr: expect.stringContaining('holds 2 problems') });
	const absent = await assayHere([...grade, '--problem-id', 'x']);
	expect(absent).toMatchObject({ code: 2, stderr: expect.stringContaining('"apps/train-0"') });
	expect(absent.stderr).toContain('hint: The first row that cannot be used is 2: ground_truth: not tests');
});

test('labels of a Parquet file are exported with one row per problem, the same as Parquet and as JSON Lines', async () => {
	const labels = folder.file('labels.jsonl');
	const labelled = await assayHere([
		'label',
		folder.file('data.parquet'),
		folder.file('samples.jsonl'),
		'--out',
		labels,
		'--min-judged',
		'1',
	]);
	expect(labelled.stderr).toContain('data.parquet:2: ground_truth: not tests');
	expect(labelled.code).toBe(2);
	for (const name of ['rows.parquet', 'rows.jsonl'])
		expect(await assayHere(['export', labels, '--out', folder.file(name)])).toMatchObject({
			code: 0,
			stderr: `2 problems with 4 tests written to ${folder.file(name)}\n`,
		});
	const rows = fromLines(await readFile(folder.file('rows.jsonl'), 'utf8'));
	expect((await Array.fromAsync(readRecords(folder.file('rows.parquet')))).map((record) => 'value' in record && record.value)).toEqual(
		rows,
	);
	expect(rows).toMatchObject([
		{
			problem_id: 'apps/train-0',
			samples: 2,
			pass_rate: 0.5,
			pass_at: [{ k: 1, value: 0.5 }],
			tests: [
				{ id: '1', passed: 2, judged: 2, pass_rate: 1, by_policy: [{ policy: 'default', passed: 2, judged: 2, pass_rate: 1 }] },
				{ id: '2', passed: 1, judged: 2, pass_rate: 0.5 },
			],
		},
		{ problem_id: 'apps/train-2', samples: 1, pass_rate: 0 },
	]);
});

test('an export needs a name that says its kind, and overwrites with --force only', async () => {
	await writeFile(folder.file('none.jsonl'), '');
	await writeFile(folder.file('there.parquet'), 'precious');
	const exporting = (...args: string[]) => assayHere(['export', folder.file('none.jsonl'), '--out', ...args]);
	expect(await exporting(folder.file('rows.csv'))).toMatchObject({ code: 2, stderr: expect.stringContaining('.parquet or .jsonl') });
	expect(await exporting(folder.file('there.parquet'))).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });
	expect(await exporting(folder.file('there.parquet'), '--force')).toMatchObject({ code: 0 });
	expect(await Array.fromAsync(readRecords(folder.file('there.parquet')))).toEqual([]);
});
