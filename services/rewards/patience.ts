import { setTimeout as delay } from 'node:timers/promises';
import { type JobQueue, OverloadedError, type SubmitOptions } from '../queue/contract.ts';
import { countdown } from './countdown.ts';

/** Submits a job, and where there is no place for it, again when one is likely to be free, for as long as `mayWait` says so. */
export async function submitPatiently<Job, Result, Progress>(
	queue: JobQueue<Job, Result, Progress>,
	job: Job,
	options: SubmitOptions<Progress>,
	mayWait: () => boolean = () => true,
): Promise<Result> {
	const timeLeft = countdown(options.timeoutMs);
	for (;;) {
		try {
			return await queue.submit(job, { ...options, ...timeLeft() });
		} catch (error) {
			if (!(error instanceof OverloadedError) || !mayWait()) throw error;
			await delay(error.retryAfterSeconds * 1000, undefined, { ...(options.signal === undefined ? {} : { signal: options.signal }) });
		}
	}
}
