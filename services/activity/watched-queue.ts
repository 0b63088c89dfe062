import { randomUUID } from 'node:crypto';
import type { GradeResult, TestResult } from '../contract/verdict.ts';
import type { Submission } from '../execution/contract.ts';
import { type JobQueue, withSubmit } from '../queue/contract.ts';
import type { ActivityCounts } from './counts.ts';
import type { SubmissionKeeper } from './keeper.ts';

type GradeQueue = JobQueue<Submission, GradeResult, TestResult>;

/** The queue, where each program that is judged is counted and kept, whichever route it came by. */
export function watchedQueue(queue: GradeQueue, counts: Pick<ActivityCounts, 'add'>, keeper: Pick<SubmissionKeeper, 'add'>): GradeQueue {
	return withSubmit(queue, async (submission, options) => {
		const result = await queue.submit(submission, options);
		const id = randomUUID();
		counts.add(options.tenant, result.verdict);
		keeper.add(id, options.tenant, submission, result);
		return { ...result, id };
	});
}
