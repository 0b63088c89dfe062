import type { JobSample } from '../../services/contract/jobs.ts';
import type { GradeResult, TestResult } from '../../services/contract/verdict.ts';
import type { Submission } from '../../services/execution/contract.ts';
import { JobRunner } from '../../services/jobs/runner.ts';
import { createMemoryQueue } from '../../services/queue/memory.ts';
import type { Store } from '../../services/store/contract.ts';
import { createFakeGrader, type FakeGrader } from './fake-grader.ts';
import { aProblem } from './problems.ts';
import { jobOf } from './store-process.ts';

export interface TestRunner extends AsyncDisposable {
	readonly runner: JobRunner;
	readonly grader: FakeGrader;
	/** What went wrong so far. */
	readonly faults: readonly unknown[];
}

/** What runs jobs in a service, around a fake engine that judges one program at a time. */
export function openRunner(store: Store, holdMs?: number): TestRunner {
	const grader = createFakeGrader({ concurrency: 1 });
	const queue = createMemoryQueue<Submission, GradeResult, TestResult>({
		handler: async (submission, { signal }) => await grader.grade(submission, { signal }),
		concurrency: 1,
		limit: 10,
	});
	const faults: unknown[] = [];
	const onFault = (fault: unknown) => faults.push(fault);
	const runner = new JobRunner({ grader, queue, store, onFault, ...(holdMs === undefined ? {} : { holdMs }) });
	return { runner, grader, faults, [Symbol.asyncDispose]: async () => await runner[Symbol.asyncDispose]() };
}

/** Keeps a job `j` of these programs, all for one problem; what it is known by. */
export async function putJob(store: Store, codes: readonly string[]): Promise<{ readonly digest: string }> {
	const { digest } = await store.putProblem('t', aProblem());
	const job = jobOf('j', codes.length);
	const samples: JobSample[] = job.samples.map((sample, n) => ({ ...sample, digest, code: codes[n] ?? '' }));
	await store.createJob('t', { ...job, samples });
	return { digest };
}
