import { type Load, longestRetrySeconds, retryAfterSeconds } from './pace.ts';

/** What a job takes, before the first has ended. */
const unknownJobMs = 200;

/** Who does not come for a place gives it up. */
const graceMs = 10_000;

/** Those who were promised a place are taken up to so many times the limits, should the pace have been misjudged. */
export const promisedFactor = 2;

/**
 * Places that were promised to jobs that were refused. All who are told to come again when the next place is
 * free come at once, and most of them in vain. So each is told a time of its own, no two closer than places become
 * free, and is taken when it comes then, even where there is no place for who was told nothing. Tenants
 * have lines of their own, so that a small one does not wait behind a large one.
 */
export class Promises {
	readonly #now: () => number;
	/** By job: when it is to come, in milliseconds, and how many jobs had ended when it was told. */
	readonly #due = new Map<string, { readonly atMs: number; readonly ended: number }>();
	/** By tenant, in milliseconds: when the next place is. */
	readonly #lines = new Map<string, number>();
	#ended = 0;

	constructor(now: () => number) {
		this.#now = now;
	}

	/** In how many seconds a refused job is to come again, where jobs take `jobMs` of late. One that comes too early is told the rest of its time. */
	make(tenant: string, job: string, jobMs: number, load: Load, longestWaitMs?: number): number {
		const now = this.#now();
		this.#forget(now);
		const promised = this.#due.get(job);
		if (promised !== undefined) return Math.max(1, Math.ceil((promised.atMs - now) / 1000));
		const next = Math.max(this.#lines.get(tenant) ?? now, now);
		const seconds = Math.max(Math.ceil((next - now) / 1000), retryAfterSeconds(load, longestWaitMs));
		if (seconds > longestRetrySeconds) return longestRetrySeconds;
		const everyMs = (jobMs || unknownJobMs) / Math.max(1, load.places);
		this.#lines.set(tenant, next);
		this.#lines.set(tenant, next + everyMs * this.#lines.size);
		this.#due.set(job, { atMs: now + seconds * 1000, ended: this.#ended });
		return seconds;
	}

	/** A job has ended, and its place is free. */
	free(): void {
		this.#ended++;
	}

	/** Whether a job has been promised a place, and comes for it. Where none has become free meanwhile, nothing could be promised. */
	redeem(job: () => string): boolean {
		if (this.#due.size === 0) return false;
		const name = job();
		const due = this.#due.get(name);
		if (due === undefined || due.atMs > this.#now()) return false;
		this.#due.delete(name);
		return this.#ended > due.ended;
	}

	#forget(now: number): void {
		for (const [tenant, next] of this.#lines) if (next < now) this.#lines.delete(tenant);
		for (const [job, { atMs }] of this.#due) {
			if (atMs + graceMs > now) break; // about in their order
			this.#due.delete(job);
		}
	}
}
