import type { GradeResult, TestResult } from '../contract/verdict.ts';
import { AssayError } from '../errors.ts';
import type { Grader, ProgramRun, RunResult, Submission } from '../execution/contract.ts';
import type { JobHandler, JobQueue } from './contract.ts';

/** What waits for a sandbox: a program to judge, or one to run. */
export type EngineJob = { readonly kind: 'grade'; readonly job: Submission } | { readonly kind: 'run'; readonly job: ProgramRun };
export type EngineResult = { readonly kind: 'grade'; readonly result: GradeResult } | { readonly kind: 'run'; readonly result: RunResult };
export type EngineQueue = JobQueue<EngineJob, EngineResult, TestResult>;

/** Does either with an engine. */
export function engineWork(grader: Pick<Grader, 'grade' | 'run'>): JobHandler<EngineJob, EngineResult, TestResult> {
	return async (work, { signal, onProgress }) => {
		if (work.kind === 'run') return { kind: 'run', result: await grader.run(work.job, { signal }) };
		return { kind: 'grade', result: await grader.grade(work.job, { signal, onTest: onProgress }) };
	};
}

/** The queue for who has programs to judge; they wait in the same line as the others. */
export function gradesOf(queue: EngineQueue): JobQueue<Submission, GradeResult, TestResult> {
	return view(queue, async (job, options) => {
		const done = await queue.submit({ kind: 'grade', job }, options);
		return done.kind === 'grade' ? done.result : mixedUp();
	});
}

/** The queue for who has programs to run. */
export function runsOf(queue: EngineQueue): JobQueue<ProgramRun, RunResult> {
	return view(queue, async (job, { tenant, signal }) => {
		const done = await queue.submit({ kind: 'run', job }, { tenant, signal });
		return done.kind === 'run' ? done.result : mixedUp();
	});
}

function view<Job, Result, Progress>(
	queue: EngineQueue,
	submit: JobQueue<Job, Result, Progress>['submit'],
): JobQueue<Job, Result, Progress> {
	return {
		submit,
		stats: () => queue.stats(),
		drain: async (deadline) => await queue.drain(deadline),
		[Symbol.asyncDispose]: async () => await queue[Symbol.asyncDispose](),
	};
}

function mixedUp(): never {
	throw new AssayError('internal_error', 'a job came back as one of another kind');
}
