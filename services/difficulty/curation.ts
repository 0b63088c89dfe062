import { z } from 'zod';
import type { LabelLine } from '../contract/labels.ts';

export const curationReasons = ['no_samples', 'golden_fails', 'unsolved', 'easy'] as const;
/** Why a problem is dropped (MiMo-7B report, section 3.2). */
export type CurationReason = (typeof curationReasons)[number];

export const CurationOptions = z.object({
	rollouts: z.number().int().min(1).default(16).describe('Judged samples that it takes to call a problem unsolved or easy.'),
	strong: z.string().optional().describe('The policy whose failures make a problem unsolved; default: all policies together.'),
	sft: z.string().optional().describe('The policy whose successes make a problem easy; default: all policies together.'),
	keep_easy: z.boolean().default(false).describe('Easy problems are kept, for the easy pool of a curriculum.'),
});
export type CurationOptions = z.infer<typeof CurationOptions>;

/**
 * Why a problem is to be dropped, or nothing when it is to be kept.
 *
 * - `no_samples`: nothing is known of it.
 * - `golden_fails`: its reference solution does not pass one of its tests.
 * - `unsolved`: it has no reference solution, and no sample in so many passes any of its tests.
 * - `easy`: every sample in so many solves it.
 */
export function curate(label: LabelLine | undefined, hasGolden: boolean, options: CurationOptions): readonly CurationReason[] {
	if (label === undefined) return ['no_samples'];
	const reasons: CurationReason[] = [];
	if (label.tests.some(({ flags }) => flags.includes('golden_fails'))) reasons.push('golden_fails');
	if (!hasGolden && isUnsolved(label, options)) reasons.push('unsolved');
	const solved = countOf(label, options.sft);
	if (!options.keep_easy && solved.judged >= options.rollouts && solved.passed === solved.judged) reasons.push('easy');
	return reasons;
}

function isUnsolved({ tests }: LabelLine, { strong, rollouts }: CurationOptions): boolean {
	const counts = tests.map((test) => (strong === undefined ? test : (test.by_policy[strong] ?? nothing)));
	return counts.every(({ passed, judged }) => judged >= rollouts && passed === 0);
}

const nothing = { passed: 0, judged: 0 };

function countOf({ by_policy }: LabelLine, policy: string | undefined): { readonly passed: number; readonly judged: number } {
	if (policy !== undefined) return by_policy[policy] ?? nothing;
	return Object.values(by_policy).reduce(
		(sum, { passed, judged }) => ({ passed: sum.passed + passed, judged: sum.judged + judged }),
		nothing,
	);
}
