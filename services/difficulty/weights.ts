import { z } from 'zod';
import { AssayError } from '../errors.ts';
import { addCounts, type Count, noCount, smoothedPassRate } from './counts.ts';

/** What each level is worth, before normalising to a sum of 1. */
export const WeightOptions = z.discriminatedUnion('method', [
	z.object({ method: z.literal('equal') }),
	z.object({
		method: z.literal('geometric'),
		ratio: z.number().positive().max(1000).default(2).describe('Each level is worth so many times the one before it.'),
	}),
	z.object({ method: z.literal('inverse_pass_rate').describe('One over the smoothed pass rate of all tests of the level together.') }),
	z.object({ method: z.literal('explicit'), weights: z.array(z.number().min(0).finite()).min(1).max(20) }),
]);
export type WeightOptions = z.infer<typeof WeightOptions>;

/**
 * The weight of each level, given the counts of its tests, the easiest level first; they sum to 1.
 * Throws `weights_mismatch` when explicit weights are not one for each level, or are all 0.
 */
export function levelWeights(levels: readonly (readonly Count[])[], options: WeightOptions): readonly number[] {
	const raw = rawWeights(levels, options);
	const sum = raw.reduce((total, weight) => total + weight, 0);
	if (!(sum > 0)) throw new AssayError('weights_mismatch', 'the weights of all levels are 0');
	return raw.map((weight) => weight / sum);
}

function rawWeights(levels: readonly (readonly Count[])[], options: WeightOptions): readonly number[] {
	switch (options.method) {
		case 'equal':
			return levels.map(() => 1);
		case 'geometric':
			return levels.map((_, index) => options.ratio ** index);
		case 'inverse_pass_rate':
			return levels.map((counts) => 1 / smoothedPassRate(counts.reduce(addCounts, noCount)));
		case 'explicit':
			if (options.weights.length === levels.length) return options.weights;
			throw new AssayError('weights_mismatch', `${options.weights.length} weights for ${levels.length} levels`, {
				hint: 'How many levels there are follows from the pass rates: GET /v1/problems/{id}/difficulty shows them.',
			});
	}
}
