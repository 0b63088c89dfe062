import type { Problem } from '../../../testcases/schema.ts';
import type { BatchLine } from '../../contract/batch.ts';
import type { GradeResult } from '../../contract/verdict.ts';
import { isRefusal } from '../../errors.ts';
import type { Grader, LanguageInfo } from '../../execution/contract.ts';
import { memoised } from '../../execution/memo.ts';
import { toSubmission } from '../../planning/submission.ts';
import { noCodeResult, toBatchLine } from './line.ts';

import type { NumberedSample } from './samples.ts';

export interface BatchJob {
	readonly problems: ReadonlyMap<string, Problem>;
	/** Those that are not done yet. */
	readonly samples: AsyncIterable<NumberedSample>;
	readonly grader: Grader;
	readonly languages: readonly LanguageInfo[];
	readonly signal: AbortSignal;
	readonly complete: (problem: Problem, line: BatchLine) => BatchLine;
	readonly onResult: (sample: NumberedSample, line: BatchLine) => Promise<void>;
	/** The sample names no known problem, language...: its line is bad. */
	readonly onBadSample: (sample: NumberedSample, message: string) => void;
}

/** Judges samples, as many at a time as the grader can; rejects with the signal's reason when aborted. */
export async function judgeSamples(job: BatchJob): Promise<void> {
	const { grader, signal } = job;
	const anew: Grader['grade'] = async (submission, options) => await grader.grade(submission, options);
	const once = memoised(anew);
	const stop = new AbortController();
	const either = AbortSignal.any([signal, stop.signal]);
	const samples = job.samples[Symbol.asyncIterator]();
	const worker = async () => {
		for (let next = await samples.next(); next.done !== true; next = await samples.next()) {
			either.throwIfAborted();
			const grade = next.value.again === true ? anew : once;
			await judgeOne(job, next.value, async (submission) => await grade(submission, { signal: either }));
		}
	};
	const workers = Array.from({ length: grader.concurrency }, async () => {
		try {
			await worker();
		} catch (error) {
			stop.abort(error);
			throw error;
		}
	});
	const outcomes = await Promise.allSettled(workers);
	await samples.return?.();
	signal.throwIfAborted();
	if (stop.signal.aborted) throw stop.signal.reason;
	for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

type Grade = (submission: ReturnType<typeof toSubmission>) => Promise<GradeResult>;

async function judgeOne(
	{ problems, grader, languages, complete, onResult, onBadSample }: BatchJob,
	numbered: NumberedSample,
	grade: Grade,
): Promise<void> {
	const { sample, identity } = numbered;
	const problem = problems.get(sample.problem_id);
	if (problem === undefined) return onBadSample(numbered, `no problem ${JSON.stringify(sample.problem_id)}`);
	try {
		const submission = toSubmission(problem, sample, languages);
		grader.check(submission);
		await onResult(numbered, complete(problem, toBatchLine(identity, problem, await grade(submission))));
	} catch (error) {
		if (!isRefusal(error)) throw error;
		if (error.code !== 'no_code') return onBadSample(numbered, error.message);
		const testIds = grader.check({ problem, language: sample.language, code: '' });
		const result = noCodeResult(problem, sample.language, testIds, error.message);
		await onResult(numbered, complete(problem, toBatchLine(identity, problem, result)));
	}
}
