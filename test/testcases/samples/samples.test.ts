import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { Verdict } from '../../../services/contract/verdict.ts';
import { readRecords } from '../../../testcases/formats/records.ts';
import { Problem, Sample } from '../../../testcases/schema.ts';

const folder = resolve(import.meta.dirname, '../../../testcases/samples');

async function recordsOf(name: string): Promise<unknown[]> {
	const records = await Array.fromAsync(readRecords(resolve(folder, name)));
	return records.map((record) => ('value' in record ? record.value : expect.fail(record.error)));
}

test('every sample problem is a problem, and every submission a sample with a verdict', async () => {
	const problems = (await recordsOf('problems.jsonl')).map((record) => Problem.parse(record));
	const ids = new Set(problems.map(({ id }) => id));
	expect(ids.size).toBe(problems.length);
	expect(problems.length).toBeGreaterThanOrEqual(12);
	const samples = (await recordsOf('submissions.jsonl')) as { expected: unknown }[];
	for (const record of samples) {
		expect(ids).toContain(Sample.parse(record).problem_id);
		Verdict.parse(record.expected);
	}
});

test('every problem comes with a right, a wrong, a slow and a crashing submission', async () => {
	const samples = (await recordsOf('submissions.jsonl')) as { problem_id: string; expected: string }[];
	for (const [problem, own] of Map.groupBy(samples, (sample) => sample.problem_id)) {
		const verdicts = own.map(({ expected }) => expected);
		expect(verdicts, problem).toEqual(expect.arrayContaining(['accepted', 'wrong_answer', 'time_limit', 'runtime_error']));
	}
});
