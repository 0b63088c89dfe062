/** Weight of the newest job in the running mean; about the last twenty count. */
const newestWeight = 0.1;
/** Nobody is told to wait longer. */
export const longestRetrySeconds = 60;

/** Learns how long jobs take. */
export class Pace {
	#meanMs: number | undefined;

	record(durationMs: number): void {
		this.#meanMs = this.#meanMs === undefined ? durationMs : this.#meanMs + newestWeight * (durationMs - this.#meanMs);
	}

	/** What a job took of late; 0 before the first has ended. */
	get meanMs(): number {
		return this.#meanMs ?? 0;
	}
}

/** The work that a queue has taken. */
export interface Load {
	/** Jobs, waiting and running. */
	readonly jobs: number;
	/** What they are likely to take, in milliseconds of one place. */
	readonly expectedMs: number;
	readonly places: number;
}

/** Until a job has ended, and the others are likely to take no more than `longestWaitMs`: whole seconds, as a `Retry-After` says it, 1 to 60. */
export function retryAfterSeconds({ jobs, expectedMs, places }: Load, longestWaitMs = Number.POSITIVE_INFINITY): number {
	const allMs = expectedMs / Math.max(1, places);
	const waitMs = Math.max(allMs / Math.max(1, jobs), allMs - longestWaitMs);
	return Math.min(Math.max(Math.ceil(waitMs / 1000), 1), longestRetrySeconds);
}
