import { createHash } from 'node:crypto';
import type { GradeResult, TestResult } from '../contract/verdict.ts';
import { AssayError } from '../errors.ts';
import type { Grader, ProgramRun, RunResult, Submission } from '../execution/contract.ts';
import { consumerSpan, contextOf, inSpan } from '../spans.ts';
import { type JobHandler, type JobQueue, withSubmit } from './contract.ts';

/** What waits for a sandbox: a program to judge, or one to run. */
export type EngineJob = { readonly kind: 'grade'; readonly job: Submission } | { readonly kind: 'run'; readonly job: ProgramRun };
export type EngineResult = { readonly kind: 'grade'; readonly result: GradeResult } | { readonly kind: 'run'; readonly result: RunResult };
export type EngineQueue = JobQueue<EngineJob, EngineResult, TestResult>;

/** What a program is known by when it is sent again. */
export function nameOfWork(work: EngineJob): string {
	const { kind, job } = work;
	const about = kind === 'grade' ? [job.problem.id, job.language, job.code] : [job.stdin, job.language, job.code];
	return createHash('sha256')
		.update(JSON.stringify([kind, ...about]))
		.digest('base64');
}

/** Does either with an engine. */
export function engineWork(grader: Pick<Grader, 'grade' | 'run'>): JobHandler<EngineJob, EngineResult, TestResult> {
	return async (work, { signal, onProgress, trace }) => {
		const options = { kind: consumerSpan, parent: contextOf(trace), attributes: { 'assay.language': work.job.language } };
		return await inSpan(`${work.kind} program`, options, async (span) => {
			if (work.kind === 'run') return { kind: 'run', result: await grader.run(work.job, { signal }) };
			const result = await grader.grade(work.job, { signal, onTest: onProgress });
			span.setAttributes({ 'assay.verdict': result.verdict, 'assay.tests': result.total });
			return { kind: 'grade', result };
		});
	};
}

/** The queue for who has programs to judge; they wait in the same line as the others. */
export function gradesOf(queue: EngineQueue): JobQueue<Submission, GradeResult, TestResult> {
	return withSubmit(queue, async (job, options) => {
		const done = await queue.submit({ kind: 'grade', job }, options);
		return done.kind === 'grade' ? done.result : mixedUp();
	});
}

/** The queue for who has programs to run. */
export function runsOf(queue: EngineQueue): JobQueue<ProgramRun, RunResult> {
	return withSubmit(queue, async (job, { tenant, signal }) => {
		const done = await queue.submit({ kind: 'run', job }, { tenant, signal });
		return done.kind === 'run' ? done.result : mixedUp();
	});
}

function mixedUp(): never {
	throw new AssayError('internal_error', 'a job came back as one of another kind');
}
