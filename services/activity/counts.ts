import type { LiveView } from '../contract/live.ts';
import type { Verdict } from '../contract/verdict.ts';

/** Seconds that are remembered. */
const remembered = 120;

type Activity = Pick<LiveView, 'per_second' | 'programs' | 'kept' | 'verdicts'>;

/** Counts what was judged, by tenant: the verdicts since the start, and how many programs in each of the last seconds. */
export class ActivityCounts {
	readonly #tenants = new Map<string, TenantCounts>();
	readonly #seconds: () => number;

	/** `seconds` is a clock of whole seconds. */
	constructor(seconds: () => number = () => Math.floor(performance.now() / 1000)) {
		this.#seconds = seconds;
	}

	add(tenant: string, verdict: Verdict): void {
		this.#of(tenant).add(verdict, this.#seconds());
	}

	/** One more of them can be looked at. */
	addKept(tenant: string): void {
		this.#of(tenant).kept += 1;
	}

	of(tenant: string): Activity {
		return (this.#tenants.get(tenant) ?? new TenantCounts()).view(this.#seconds());
	}

	#of(tenant: string): TenantCounts {
		const counts = this.#tenants.get(tenant) ?? new TenantCounts();
		this.#tenants.set(tenant, counts);
		return counts;
	}
}

class TenantCounts {
	kept = 0;
	readonly #perSecond = new Map<number, number>();
	readonly #verdicts = new Map<Verdict, number>();
	#programs = 0;

	add(verdict: Verdict, second: number): void {
		this.#programs += 1;
		this.#verdicts.set(verdict, (this.#verdicts.get(verdict) ?? 0) + 1);
		if (!this.#perSecond.has(second)) this.#forgetBefore(second - remembered);
		this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + 1);
	}

	view(now: number): Activity {
		const per_second = Array.from({ length: remembered }, (_, index) => this.#perSecond.get(now - remembered + index) ?? 0);
		return { per_second, programs: this.#programs, kept: this.kept, verdicts: Object.fromEntries(this.#verdicts) };
	}

	#forgetBefore(second: number): void {
		for (const known of this.#perSecond.keys()) if (known < second) this.#perSecond.delete(known);
	}
}
