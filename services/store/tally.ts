import type { ObservedSample } from './contract.ts';
import type { OutcomeRow, SolvedRow } from './rows.ts';

/** What samples add to the statistics of their suite: one row for each policy, and for each test under a policy. */
export interface Tally {
	readonly solved: readonly SolvedRow[];
	/** `place` keeps the order in which tests are first seen. */
	readonly outcomes: readonly (OutcomeRow & { readonly place: number })[];
}

export function tallyOf(samples: readonly ObservedSample[]): Tally {
	const solvedBy = Map.groupBy(
		samples.filter(({ solved }) => solved !== undefined),
		({ policy }) => policy,
	);
	const solved = [...solvedBy].map(([policy, of]) => ({
		policy,
		passed: sum(of, (sample) => (sample.solved ? sample.times : 0)),
		judged: sum(of, ({ times }) => times),
	}));
	const runs = samples.flatMap(({ policy, times, tests }) => tests.map((test, place) => ({ ...test, policy, times, place })));
	const byTest = Map.groupBy(runs, ({ id, policy }) => JSON.stringify([id, policy]));
	const outcomes = [...byTest.values()].flatMap((of) =>
		of.slice(0, 1).map(({ id, policy, place }) => ({
			...{ test: id, policy, place },
			passed: sum(of, ({ passed, times }) => (passed ? times : 0)),
			judged: sum(of, ({ times }) => times),
			timed: sum(of, ({ costMs, times }) => (costMs === undefined ? 0 : times)),
			cost_ms: sum(of, ({ costMs, times }) => (costMs ?? 0) * times),
		})),
	);
	return { solved, outcomes };
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
	return values.reduce((total, value) => total + of(value), 0);
}
