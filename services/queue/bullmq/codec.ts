import type { z } from 'zod';

/** How the jobs of a queue are taken apart for their way to another process, and put together there. */
export interface JobCodec<Job, Result, Progress> {
	/** Only workers that have all of these get the job. */
	languages(job: Job): readonly string[];
	split(job: Job): SplitJob;
	/** `shared` is one and the same object for all jobs of a digest that a worker has at hand. Throws when the message makes no sense. */
	join(own: unknown, shared: unknown): Job;
	readonly result: z.ZodType<Result>;
	readonly progress: z.ZodType<Progress>;
	/** The result of a job that could not be done, by a fault of ours; absent: its caller gets an error. */
	readonly parked?: (job: Job, reason: string) => Result;
	/** Why a result is a fault of ours, and worth another try; undefined: it is none. */
	readonly faultOf?: (result: Result) => string | undefined;
}

export interface SplitJob {
	readonly own: unknown;
	/** What many jobs have in common, sent once. */
	readonly shared?: Shared;
}

export interface Shared {
	readonly digest: string;
	readonly content: unknown;
}
