import { setTimeout as delay } from 'node:timers/promises';
import { Deadline } from '../deadline.ts';
import { type JobQueue, OverloadedError, type SubmitOptions } from '../queue/contract.ts';
import { countdown } from './countdown.ts';

/** Submits a job, and where there is no place for it, again when one is likely to be free, for as long as `mayWait` says so and its time is not over. */
export async function submitPatiently<Job, Result, Progress>(
	queue: JobQueue<Job, Result, Progress>,
	job: Job,
	options: SubmitOptions<Progress>,
	mayWait: () => boolean = () => true,
): Promise<Result> {
	const timeLeft = countdown(options.timeoutMs);
	using deadline = new Deadline(options);
	const { signal } = deadline;
	for (;;) {
		signal?.throwIfAborted();
		try {
			return await queue.submit(job, { ...options, ...timeLeft() });
		} catch (error) {
			signal?.throwIfAborted();
			if (!(error instanceof OverloadedError) || !mayWait()) throw error;
			const waited = delay(error.retryAfterSeconds * 1000, undefined, signal && { signal });
			await waited.catch(() => signal?.throwIfAborted());
		}
	}
}
