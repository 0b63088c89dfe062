/** Weight of the newest job in the running mean; about the last twenty count. */
const newestWeight = 0.1;
const longestWaitSeconds = 60;

/** Learns how long jobs take, to say when the next place will be free. */
export class Pace {
	readonly #concurrency: number;
	#meanMs: number | undefined;

	constructor(concurrency: number) {
		this.#concurrency = concurrency;
	}

	record(durationMs: number): void {
		this.#meanMs = this.#meanMs === undefined ? durationMs : this.#meanMs + newestWeight * (durationMs - this.#meanMs);
	}

	/** Whole seconds until one of the running jobs is likely to end and its successor to leave the line; 1 to 60. */
	nextPlaceSeconds(): number {
		return Pace.wholeSeconds(this.meanMs / this.#concurrency);
	}

	/** What a job took of late; 0 before the first has ended. */
	get meanMs(): number {
		return this.#meanMs ?? 0;
	}

	/** As a `Retry-After` says it: 1 to 60. */
	static wholeSeconds(ms: number): number {
		return Math.min(Math.max(Math.ceil(ms / 1000), 1), longestWaitSeconds);
	}
}
