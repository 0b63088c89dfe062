import { z } from 'zod';
import { domains, Problem } from '../../testcases/schema.ts';
import { LevelOptions } from '../difficulty/levels.ts';
import { SchemeName, SchemeOptions } from '../scoring/index.ts';
import { GradeRequest } from './grade.ts';
import { GradeResult, Verdict } from './verdict.ts';

export const maxRewardItems = 16_384;
export const snapshotPrefix = 'snapshot:';

/** `POST /v1/snapshots`: the pass rates as they are now, for `levels` of later batches. */
export const SnapshotRequest = z.object({ id: z.string().min(1).max(256).describe('A name of your own, e.g. of a training run.') });
export const SnapshotResponse = z.object({ id: z.string(), levels: z.string().describe('What to send as `levels`.') });

/** What every rollout may have. */
const rollout = {
	id: z.string().min(1).max(512).optional().describe('Comes back with the reward; default: the position in the batch, from 0.'),
	prompt: z.string().optional().describe('What the model was asked. With it and a `completion`, `foreign_letters` is reported.'),
};

/** One rollout: a program for a problem, by id or inline. */
export const RewardItem = GradeRequest.safeExtend({ ...rollout, kind: z.literal('code').optional() });
export type RewardItem = z.infer<typeof RewardItem>;

/** One rollout of a math problem: the final answer in its last `\\boxed{}` is compared with a reference. */
export const MathItem = z
	.object({
		...rollout,
		kind: z.literal('math'),
		answer: z
			.string()
			.min(1)
			.optional()
			.describe('The reference, in LaTeX. Pass rates are counted by it; a `problem_id` keeps problems apart.'),
		problem: Problem.optional(),
		problem_id: z.string().min(1).optional(),
		completion: z.string(),
	})
	.refine(
		({ answer, problem, problem_id }) => [answer, problem, problem_id].filter((given) => given !== undefined).length === 1,
		'needs exactly one of `answer`, `problem` and `problem_id`',
	)
	.transform(({ kind: _, answer, ...item }) => {
		const problem = answer === undefined ? item.problem : Problem.parse({ id: 'answer', tests: [{ kind: 'math', answer }] });
		return { ...item, problem, language: 'math' };
	});

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
	domain: z.enum(domains).default('code').describe('What the item is: a program, or a final answer.'),
	foreign_letters: z
		.number()
		.optional()
		.describe(
			"The share of the completion's letters that are of no script of the prompt. Only a reward whose options ask for it depends on it.",
		),
	error: z.object({ code: z.string(), detail: z.string() }).optional(),
});
export type RewardLine = z.infer<typeof RewardLine>;

/** What became of the items of one domain. */
export const DomainSummary = z.object({
	items: z.number().int(),
	paid: z.number().int().describe('Items with a reward.'),
	mean_reward: z.number().nullable().describe('Of those that are paid.'),
	solved: z.number().int().describe('Items that are accepted on all tests.'),
	no_verdict: z.number().int(),
	invalid: z.number().int(),
});
export type DomainSummary = z.infer<typeof DomainSummary>;

export const RewardsResponse = z.object({
	rewards: z.array(RewardLine),
	domains: z.partialRecord(z.enum(domains), DomainSummary).describe('Of those that the batch has items of.'),
});
