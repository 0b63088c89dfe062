import { z } from 'zod';
import type { Grouping } from './contract.ts';
import { kmeans } from './kmeans.ts';
import { quantiles } from './quantiles.ts';
import { defaultCuts, thresholds } from './thresholds.ts';

const groups = z.number().int().min(1).max(20).default(3).describe('How many levels at the most.');

/** How tests are grouped into levels. */
export const GroupingOptions = z.discriminatedUnion('method', [
	z.object({
		method: z.literal('thresholds'),
		cuts: z
			.array(z.number().min(0).max(1))
			.max(20)
			.default([...defaultCuts])
			.refine((cuts) => cuts.every((cut, index) => index === 0 || cut < (cuts[index - 1] ?? 1)), 'must go down')
			.describe('Pass rates, from high to low: level 1 has those from the first one up.'),
	}),
	z.object({ method: z.literal('kmeans'), k: groups }),
	z.object({ method: z.literal('quantiles'), k: groups }),
]);
export type GroupingOptions = z.infer<typeof GroupingOptions>;

export function groupingOf(options: GroupingOptions): Grouping {
	switch (options.method) {
		case 'thresholds':
			return thresholds(options.cuts);
		case 'kmeans':
			return kmeans(options.k);
		case 'quantiles':
			return quantiles(options.k);
	}
}
