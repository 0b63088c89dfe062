import { z } from 'zod';
import { passRate, pooled, type TestCounts } from './counts.ts';
import { GroupingOptions, groupingOf } from './grouping/index.ts';
import { levelWeights, WeightOptions } from './weights.ts';

export const LevelOptions = z.object({
	grouping: GroupingOptions.prefault({ method: 'thresholds' }),
	weights: WeightOptions.prefault({ method: 'equal' }),
	min_judged: z.number().int().min(1).max(1_000_000).default(16).describe('Samples that every test needs before there are levels.'),
});
export type LevelOptions = z.infer<typeof LevelOptions>;

/** Tests that are about as hard as each other. Level 1 is the easiest; weights sum to 1 over the levels of a suite. */
export interface Level {
	readonly level: number;
	readonly weight: number;
	readonly tests: readonly string[];
}

export interface Levels {
	readonly levels: readonly Level[];
	/** True while some test has too few samples: all tests are then one level. */
	readonly cold: boolean;
}

/**
 * The difficulty levels of a suite by the pooled pass rates of its tests (MiMo-7B report,
 * section 3.3). Empty levels vanish; tests keep the suite's order within a level.
 * Throws `weights_mismatch`.
 */
export function levelsOf(tests: readonly TestCounts[], options: LevelOptions): Levels {
	if (tests.length === 0) return { levels: [], cold: true };
	const counts = tests.map(pooled);
	const cold = counts.some(({ judged }) => judged < options.min_judged);
	if (cold) return { levels: [{ level: 1, weight: 1, tests: tests.map(({ id }) => id) }], cold };
	const groupOf = groupingOf(options.grouping)(counts.map((count) => passRate(count) ?? 0));
	const members = [...Map.groupBy(tests.keys(), (index) => groupOf[index] ?? 0)].sort(([a], [b]) => a - b).map(([, indices]) => indices);
	const weights = levelWeights(
		members.map((indices) => indices.flatMap((index) => counts[index] ?? [])),
		options.weights,
	);
	const levels = members.map((indices, at) => ({
		level: at + 1,
		weight: weights[at] ?? 0,
		tests: indices.flatMap((index) => tests[index]?.id ?? []),
	}));
	return { levels, cold };
}
