import { z } from 'zod';
import { JobSample } from '../contract/jobs.ts';
import { Verdict } from '../contract/verdict.ts';
import { LevelOptions } from '../difficulty/levels.ts';
import type { JobResult, OpenSample, StoredJob } from './contract.ts';
import { JobRow, ResultRow, SampleRow } from './rows.ts';

const ResultPairs = z.array(z.tuple([z.string(), Verdict]));

export function toJob(row: unknown): StoredJob {
	const { tenant, levels, reason, ...view } = JobRow.parse(row);
	return { tenant, levels: LevelOptions.parse(JSON.parse(levels)), view: { ...view, ...(reason === null ? {} : { reason }) } };
}

export function toOpenSample(row: unknown): OpenSample {
	const { position, sample } = SampleRow.parse(row);
	return { position, sample: JobSample.parse(JSON.parse(sample)) };
}

export const encodeResults = (results: JobResult): string => JSON.stringify(results.map(({ id, verdict }) => [id, verdict]));

/** All results of a job, of which `readAfter` reads those behind a position, so many at a time. */
export async function* resultsByPage(
	readAfter: (position: number) => Promise<readonly unknown[]>,
): AsyncGenerator<{ sample: JobSample; results: JobResult }> {
	for (let after = -1; ; ) {
		const rows = (await readAfter(after)).map((row) => ResultRow.parse(row));
		for (const { sample, results } of rows) {
			const verdicts = ResultPairs.parse(JSON.parse(results));
			yield { sample: JobSample.parse(JSON.parse(sample)), results: verdicts.map(([id, verdict]) => ({ id, verdict })) };
		}
		const last = rows.at(-1);
		if (last === undefined) return;
		after = last.position;
	}
}

/** Rows read at a time, so that a large job is never in memory as a whole. */
export const resultsAtOnce = 200;
