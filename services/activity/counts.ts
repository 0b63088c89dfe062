import type { LiveView } from '../contract/live.ts';
import type { Verdict } from '../contract/verdict.ts';

/** Seconds that are remembered. */
const remembered = 120;

/** Counts what was judged, by tenant: the verdicts since the start, and how many programs in each of the last seconds. */
export class ActivityCounts {
	readonly #tenants = new Map<string, TenantCounts>();
	readonly #seconds: () => number;

	/** `seconds` is a clock of whole seconds. */
	constructor(seconds: () => number = () => Math.floor(performance.now() / 1000)) {
		this.#seconds = seconds;
	}

	add(tenant: string, verdict: Verdict): void {
		const counts = this.#tenants.get(tenant) ?? new TenantCounts();
		this.#tenants.set(tenant, counts);
		counts.add(verdict, this.#seconds());
	}

	of(tenant: string): Pick<LiveView, 'per_second' | 'programs' | 'verdicts'> {
		return (this.#tenants.get(tenant) ?? new TenantCounts()).view(this.#seconds());
	}
}

class TenantCounts {
	readonly #perSecond = new Map<number, number>();
	readonly #verdicts = new Map<Verdict, number>();
	#programs = 0;

	add(verdict: Verdict, second: number): void {
		this.#programs += 1;
		this.#verdicts.set(verdict, (this.#verdicts.get(verdict) ?? 0) + 1);
		if (!this.#perSecond.has(second)) this.#forgetBefore(second - remembered);
		this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + 1);
	}

	view(now: number): Pick<LiveView, 'per_second' | 'programs' | 'verdicts'> {
		const per_second = Array.from({ length: remembered }, (_, index) => this.#perSecond.get(now - remembered + index) ?? 0);
		return { per_second, programs: this.#programs, verdicts: Object.fromEntries(this.#verdicts) };
	}

	#forgetBefore(second: number): void {
		for (const known of this.#perSecond.keys()) if (known < second) this.#perSecond.delete(known);
	}
}
