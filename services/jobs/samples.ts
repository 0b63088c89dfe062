import { setImmediate as breathe } from 'node:timers/promises';
import type { z } from 'zod';
import { Sample } from '../../testcases/schema.ts';
import type { JobSample, RefusedSample } from '../contract/jobs.ts';
import { parseShape } from '../contract/validation.ts';
import { AssayError, isRefusal } from '../errors.ts';
import type { GraderInfo } from '../execution/contract.ts';
import { toSubmission } from '../planning/submission.ts';
import { problemOf } from '../rewards/programs.ts';
import type { ProblemStore } from '../store/contract.ts';

export interface ReadSamples {
	readonly samples: readonly JobSample[];
	readonly refused: readonly z.infer<typeof RefusedSample>[];
}

/** So many samples are read before others get a turn. */
const samplesAtOnce = 32;

/** Checks each sample of a request: what can be judged is kept as plain data, what cannot is listed with the reason. */
export async function readSamples(
	values: readonly unknown[],
	tenant: string,
	{ grader, store }: { readonly grader: Pick<GraderInfo, 'check' | 'languages'>; readonly store: Pick<ProblemStore, 'getProblem'> },
): Promise<ReadSamples> {
	const languages = await grader.languages();
	const samples: JobSample[] = [];
	const refused: z.infer<typeof RefusedSample>[] = [];
	const lookup = problemOf(store, tenant);
	for (const [position, value] of values.entries()) {
		if (position % samplesAtOnce === samplesAtOnce - 1) await breathe();
		try {
			const sample = parseShape(Sample, value);
			const { problem, digest } = await lookup(sample.problem_id);
			const { language } = toSubmission(problem, { language: sample.language, code: '' }, languages);
			grader.check({ problem, language, code: '' });
			const kept = { problem_id: problem.id, digest, language, policy: sample.policy ?? 'default' };
			samples.push({ ...kept, code: codeOf(() => toSubmission(problem, sample, languages).code) });
		} catch (error) {
			if (!isRefusal(error)) throw error;
			refused.push({ position, code: error.code, detail: error.message });
		}
	}
	return { samples, refused };
}

/** Null where a completion holds no program, which is the model's doing. */
function codeOf(read: () => string): string | null {
	try {
		return read();
	} catch (error) {
		if (error instanceof AssayError && error.code === 'no_code') return null;
		throw error;
	}
}
