import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parquetOf } from '../../services/cli/export/parquet-file.ts';
import { toSubmission } from '../../services/planning/submission.ts';
import { detect } from '../../testcases/formats/detect.ts';
import { formats } from '../../testcases/formats/index.ts';
import type { Problem } from '../../testcases/schema.ts';
import { toLines } from '../support/command.ts';
import { type OpenGrader, openGrader } from '../support/grader.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { readAll } from '../testcases/formats/support.ts';
import { dataSets } from './formats.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: OpenGrader;
beforeAll(async () => {
	folder = await temporaryFolder();
	engine = await openGrader();
});
afterAll(async () => {
	await engine[Symbol.asyncDispose]();
	await folder[Symbol.asyncDispose]();
});

describe.each(dataSets)('rows of $name', ({ name, format, columns = {}, record, language = 'python', right, wrong }) => {
	const spoilt = Object.fromEntries(Object.keys(columns).map((column) => [column, null]));
	const file = (ending: string) => folder.file(`${name.replaceAll('/', ' ')}${ending}`);
	const problemsOf = async (path: string): Promise<Problem[]> =>
		(await readAll(format, path)).flatMap((row) => ('problem' in row ? [row.problem] : []));

	beforeAll(async () => {
		await writeFile(file('.jsonl'), toLines([record, {}, { ...record, ...spoilt }]));
		await writeFile(file('.parquet'), parquetOf(columns, [record, spoilt, spoilt]));
	});

	test.each(['.jsonl', '.parquet'])(
		'are told by their shape and read from %s, and rows without anything in them are errors',
		async (ending) => {
			expect(await detect(file(ending))).toMatchObject({ format: { name: format } });
			expect(await readAll(format, file(ending))).toEqual([
				{ line: 1, problem: expect.anything() },
				{ line: 2, error: expect.any(String) },
				{ line: 3, error: expect.any(String) },
			]);
		},
	);

	test('are the same problems from Parquet and from JSON Lines', async () => {
		expect(await problemsOf(file('.parquet'))).toEqual(await problemsOf(file('.jsonl')));
	});

	test('have a right program accepted, the reference solution too, and a wrong one refused', async () => {
		const { grader } = engine;
		const languages = await grader.languages();
		const [problem] = await problemsOf(file('.parquet'));
		if (problem === undefined) throw new Error('there is no problem');
		const verdictOf = async (code: string) => (await grader.grade(toSubmission(problem, { language, code }, languages))).verdict;
		expect([await verdictOf(right), await verdictOf(problem.golden?.code ?? right), await verdictOf(wrong)]).toEqual([
			'accepted',
			'accepted',
			'wrong_answer',
		]);
	});
});

test('every format that a file of rows can have has a data set here, but for those that have tests of their own', () => {
	const elsewhere = ['native', 'humaneval-x', 'icpc'];
	expect(
		formats
			.map(({ name }) => name)
			.filter((name) => !elsewhere.includes(name))
			.sort(),
	).toEqual([...new Set(dataSets.map(({ format }) => format))].sort());
});
