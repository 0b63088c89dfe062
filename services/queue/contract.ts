import { AssayError } from '../errors.ts';
import type { TraceHeaders } from '../spans.ts';

/**
 * Work that waits for a place. A job is plain data, so that a queue may hand it to
 * another process; what is done with it is the handler that the queue was made with.
 */
export interface JobQueue<Job, Result, Progress = never> extends AsyncDisposable {
	/**
	 * Queues a job and settles as its handler does. Rejects with `OverloadedError`
	 * when the queue is full, with `shutting_down` when it is draining, and with the
	 * signal's reason when it is aborted, waiting or running.
	 */
	submit(job: Job, options: SubmitOptions<Progress>): Promise<Result>;
	stats(): QueueStats;
	/** Refuses new jobs and resolves when none is left; aborting `deadline` aborts those that are left. */
	drain(deadline?: AbortSignal): Promise<void>;
}

export interface SubmitOptions<Progress> {
	/** Jobs of one tenant run in order; tenants take turns. */
	readonly tenant: string;
	/** Of a tenant's jobs, those of a higher priority go first; a whole number from -100 to 100, default 0. */
	readonly priority?: number | undefined;
	/** What it is likely to take, in milliseconds of one place; default: what jobs took of late. */
	readonly expectedMs?: number | undefined;
	/** After so many milliseconds the result is of no use: the job is dropped, waiting or running, with `deadline_exceeded`. */
	readonly timeoutMs?: number | undefined;
	readonly signal?: AbortSignal | undefined;
	readonly onProgress?: ((progress: Progress) => void) | undefined;
	/** Called once with how long the job waited before it ran to its end, which of another process is known with its result. */
	readonly onWaited?: ((waitedMs: number) => void) | undefined;
	/** Where it belongs in a trace; handed on to its handler. */
	readonly trace?: TraceHeaders | undefined;
}

export interface JobContext<Progress> {
	/** Aborted when the job's caller has gone or the queue is closed. */
	readonly signal: AbortSignal;
	readonly onProgress: (progress: Progress) => void;
	readonly trace: TraceHeaders | undefined;
}

export type JobHandler<Job, Result, Progress = never> = (job: Job, context: JobContext<Progress>) => Promise<Result>;

export interface QueueStats {
	readonly waiting: number;
	/** How long the oldest job that waits has waited; 0 where none does. */
	readonly oldestWaitMs: number;
	readonly running: number;
	readonly concurrency: number;
	/** Jobs that may wait. */
	readonly limit: number;
	readonly draining: boolean;
}

/** The same queue, to which jobs are given in another way, or as others. */
export function withSubmit<Job, Result, Progress>(
	queue: Pick<JobQueue<never, unknown, never>, 'stats' | 'drain' | typeof Symbol.asyncDispose>,
	submit: JobQueue<Job, Result, Progress>['submit'],
): JobQueue<Job, Result, Progress> {
	return {
		submit,
		stats: () => queue.stats(),
		drain: async (deadline) => await queue.drain(deadline),
		[Symbol.asyncDispose]: async () => await queue[Symbol.asyncDispose](),
	};
}

/** Until another process is likely to be there. */
const restartSeconds = 5;

/** Refusal of new jobs by a queue that drains. */
export const shuttingDown = (): AssayError =>
	new AssayError('shutting_down', 'this server takes no more work', {
		hint: 'Send the request to another server, or again later.',
		retryAfterSeconds: restartSeconds,
	});

/** The queue has as much work as it may; a place is likely to be free after `retryAfterSeconds`. */
export class OverloadedError extends AssayError {
	declare readonly retryAfterSeconds: number;

	constructor(waiting: number, retryAfterSeconds: number) {
		super('overloaded', `${waiting} programs are waiting already`, { hint: `Try again in ${retryAfterSeconds} s.`, retryAfterSeconds });
	}
}
