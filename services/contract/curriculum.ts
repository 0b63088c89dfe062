import { z } from 'zod';
import { CurriculumOptions } from '../curriculum/state.ts';

const name = z.string().min(1).max(256).default('default').describe('Which curriculum; a training run has one.');
export const maxCurriculumProblems = 1_000_000;

/** `POST /v1/curriculum`: begins one. */
export const CurriculumRequest = z.object({
	name,
	problem_ids: z.array(z.string().min(1).max(512)).min(1, 'a curriculum needs at least one problem').max(maxCurriculumProblems),
	options: CurriculumOptions.prefault({}),
});

export const CurriculumQuery = z.object({ name });

/** How a curriculum stands. */
export const CurriculumView = z.object({
	name: z.string(),
	version: z.number().int().describe('Counts its changes.'),
	options: CurriculumOptions,
	problems: z.number().int(),
	pools: z.object({ active: z.number().int(), easy: z.number().int(), retired: z.number().int() }),
});
export type CurriculumView = z.infer<typeof CurriculumView>;

export const DrawRequest = z.object({ name, size: z.number().int().min(1).max(100_000).describe('Problems of the next rollout batch.') });
export const DrawResponse = z.object({ problem_ids: z.array(z.string()), version: z.number().int() });

export const ObserveRequest = z.object({
	name,
	results: z
		.array(z.object({ problem_id: z.string().min(1).max(512), solved: z.array(z.boolean()).max(10_000) }))
		.min(1)
		.max(100_000)
		.describe('For each problem whether each of its samples solved it; leave out samples without a verdict.'),
});
