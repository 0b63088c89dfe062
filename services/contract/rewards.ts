import { z } from 'zod';
import { LevelOptions } from '../difficulty/levels.ts';
import { SchemeName, SchemeOptions } from '../scoring/index.ts';
import { GradeRequest } from './grade.ts';
import { GradeResult, Verdict } from './verdict.ts';

export const maxRewardItems = 16_384;
export const snapshotPrefix = 'snapshot:';

/** `POST /v1/snapshots`: the pass rates as they are now, for `levels` of later batches. */
export const SnapshotRequest = z.object({ id: z.string().min(1).max(256).describe('A name of your own, e.g. of a training run.') });
export const SnapshotResponse = z.object({ id: z.string(), levels: z.string().describe('What to send as `levels`.') });

/** One rollout: a program for a problem, by id or inline. */
export const RewardItem = GradeRequest.safeExtend({
	id: z.string().min(1).max(512).optional().describe('Comes back with the reward; default: the position in the batch, from 0.'),
});
export type RewardItem = z.infer<typeof RewardItem>;

/** `POST /v1/rewards`. Items are checked one by one, so that a bad one does not keep the others from being paid. */
export const RewardsRequest = z
	.object({
		scheme: SchemeName,
		options: SchemeOptions.prefault({}),
		levels: z
			.union([z.enum(['live', 'one']), z.templateLiteral([snapshotPrefix, z.string().min(1).max(256)])])
			.default('live')
			.describe(
				'live: by the pass rates observed so far; snapshot:ID: by those of a snapshot, so that rewards do not drift; one: all tests are one level.',
			),
		difficulty: LevelOptions.prefault({}).describe('How pass rates become levels and weights.'),
		evaluate: z
			.enum(['lazy', 'all'])
			.optional()
			.describe(
				'lazy: only tests that the reward depends on are run; the reward is the same. Default: all when `observe` is set, else lazy.',
			),
		observe: z.boolean().default(false).describe('Count what becomes of the items in the pass rates of their tests.'),
		policy: z.string().min(1).max(256).default('default').describe('Under whose name they are counted.'),
		items: z.array(z.unknown()).min(1, 'a batch needs at least one item').max(maxRewardItems),
	})
	.refine((request) => !(request.observe && request.evaluate === 'lazy'), {
		path: ['evaluate'],
		message: 'lazy evaluation skips tests after a failure, which would bias the pass rates that `observe` counts: choose one of them',
	});
export type RewardsRequest = z.infer<typeof RewardsRequest>;

export const RewardStatus = z
	.enum(['ok', 'compile_error', 'no_code', 'no_verdict', 'invalid'])
	.describe('no_verdict: a fault of ours, to be masked and not scored as 0. invalid: the item could not be used; `error` says why.');

export const RewardLine = z.object({
	id: z.string(),
	reward: z.number().nullable(),
	status: RewardStatus,
	verdict: Verdict.optional(),
	passed: z.number().int(),
	judged: z.number().int().describe('Tests with a verdict that is the doing of the program.'),
	total: z.number().int(),
	skipped: z.array(z.string()).describe('Tests that were not run, since the reward did not depend on them any more.'),
	levels: z.number().int().describe('Difficulty levels that the reward was computed with.'),
	cold: z.boolean().describe('Too few samples were observed for levels: all tests are one.'),
	reason: z.string().optional(),
	suspicion: GradeResult.shape.suspicion,
	error: z.object({ code: z.string(), detail: z.string() }).optional(),
});
export type RewardLine = z.infer<typeof RewardLine>;

export const RewardsResponse = z.object({ rewards: z.array(RewardLine) });
