import { z } from 'zod';
import { AssayError, assertNever } from '../errors.ts';
import { allOrNothing } from './all-or-nothing.ts';
import type { RewardScheme, ScoredSuite } from './contract.ts';
import { fraction } from './fraction.ts';
import { soft } from './soft.ts';
import { strict } from './strict.ts';
import { subtasks } from './subtasks.ts';

export const schemeNames = ['strict', 'soft', 'all_or_nothing', 'fraction', 'subtasks'] as const;
export const SchemeName = z.enum(schemeNames);
export type SchemeName = z.infer<typeof SchemeName>;

/** What can be set on every scheme. */
export const SchemeOptions = z.object({
	first_n: z.number().int().min(1).optional().describe('fraction: only the first so many tests of a suite count.'),
	compile_error: z.number().finite().default(0).describe('The reward of a program that does not compile, as it stands.'),
	no_code: z.number().finite().default(0).describe('The reward of a completion without a program, as it stands.'),
	no_verdict: z
		.number()
		.finite()
		.nullable()
		.default(null)
		.describe('Instead of a reward where a fault of ours left a test unjudged; null: the trainer masks it.'),
	foreign_letters: z
		.number()
		.min(0)
		.finite()
		.default(0)
		.describe('Taken from a reward by the scheme, times the share of foreign letters of an item with a `prompt`.'),
	scale: z.number().finite().default(1).describe('The reward is offset + scale x what the scheme pays, which is 0 to 1.'),
	offset: z.number().finite().default(0),
});
export type SchemeOptions = z.infer<typeof SchemeOptions>;

/** The scheme of that name with its options. */
export function schemeOf(name: SchemeName, options: Pick<SchemeOptions, 'first_n'> = {}): RewardScheme {
	switch (name) {
		case 'strict':
			return strict;
		case 'soft':
			return soft;
		case 'all_or_nothing':
			return allOrNothing;
		case 'fraction':
			return fraction(options.first_n);
		case 'subtasks':
			return subtasks;
		default:
			return assertNever(name);
	}
}

/** Throws `levels_mismatch` when a scheme cannot be applied to a suite: levels that are no partition of its tests, or groups that are none of its tests. */
export function checkSuite(name: SchemeName, { tests, levels, groups }: ScoredSuite): void {
	const known = new Set(tests);
	const levelled = levels.flatMap((level) => level.tests);
	if (levelled.length !== tests.length || levelled.some((test) => !known.has(test)) || new Set(levelled).size !== tests.length) {
		throw new AssayError('levels_mismatch', 'the levels do not hold each test of the suite once');
	}
	if (name !== 'subtasks') return;
	if (groups === undefined || groups.length === 0)
		throw new AssayError('levels_mismatch', 'the scheme subtasks needs a problem with groups');
	const stranger = groups.flatMap((group) => group.tests).find((test) => !known.has(test));
	if (stranger !== undefined)
		throw new AssayError('levels_mismatch', `a group names ${JSON.stringify(stranger)}, which is no test of the suite`);
}
