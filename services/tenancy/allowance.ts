const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Why no more programs are taken from a key for now, and when that may be over. */
export interface Refusal {
	readonly limit: 'programs_per_minute' | 'programs_per_day';
	readonly most: number;
	readonly retryAfterSeconds: number;
}

/**
 * How many programs a key may still have judged. Per minute by a bucket that fills
 * steadily and holds a minute's worth; per day, which begins at midnight UTC. Whoever
 * has anything left may spend more than that with one request, and owes it: a batch is
 * never cut, and one that is larger than a limit is not impossible, only rare.
 */
export class Allowance {
	readonly #perMinute: number | undefined;
	readonly #perDay: number | undefined;
	readonly #now: () => number;
	#bucket: number;
	#filledAt: number;
	#day: number;
	#spentToday = 0;

	/** `now` in milliseconds since 1970. */
	constructor(
		limits: { readonly programs_per_minute?: number | undefined; readonly programs_per_day?: number | undefined },
		now = Date.now,
	) {
		this.#perMinute = limits.programs_per_minute;
		this.#perDay = limits.programs_per_day;
		this.#now = now;
		this.#bucket = this.#perMinute ?? 0;
		this.#filledAt = now();
		this.#day = Math.floor(now() / dayMs);
	}

	/** Takes some; or takes none, and says why. */
	spend(programs: number): Refusal | undefined {
		const now = this.#now();
		this.#pass(now);
		if (this.#perDay !== undefined && this.#spentToday >= this.#perDay) {
			const owedDays = Math.floor(this.#spentToday / this.#perDay);
			return { limit: 'programs_per_day', most: this.#perDay, retryAfterSeconds: seconds((this.#day + owedDays) * dayMs - now) };
		}
		if (this.#perMinute !== undefined && this.#bucket <= 0) {
			const missing = 1 - this.#bucket;
			return { limit: 'programs_per_minute', most: this.#perMinute, retryAfterSeconds: seconds((missing * minuteMs) / this.#perMinute) };
		}
		this.#bucket -= programs;
		this.#spentToday += programs;
		return undefined;
	}

	#pass(now: number): void {
		if (this.#perMinute !== undefined) {
			const passed = Math.max(0, now - this.#filledAt); // clocks are set back now and then
			this.#bucket = Math.min(this.#perMinute, this.#bucket + (passed * this.#perMinute) / minuteMs);
		}
		this.#filledAt = now;
		const day = Math.floor(now / dayMs);
		if (day > this.#day) {
			// What was spent beyond the day's limit is owed by the next one.
			this.#spentToday = this.#perDay === undefined ? 0 : Math.max(0, this.#spentToday - this.#perDay * (day - this.#day));
			this.#day = day;
		}
	}
}

const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1000));
