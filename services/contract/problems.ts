import { z } from 'zod';
import { Checker, Compare, Limits, Problem } from '../../testcases/schema.ts';

/** What the store answers to an upload. */
export const StoredProblem = z.object({
	id: z.string(),
	digest: z.string().describe('`sha256:` and the hash of the canonical JSON; also usable wherever an id is.'),
	tests: z.number().int(),
	created: z.boolean().describe('False when the id already pointed to this very content.'),
});
export type StoredProblem = z.infer<typeof StoredProblem>;

/** An entry of an upload that could not be used; the others were stored. */
export const RefusedEntry = z.object({
	entry: z.number().int().describe('The line (NDJSON) or the position in the array, from 1.'),
	code: z.string(),
	detail: z.string(),
	errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type RefusedEntry = z.infer<typeof RefusedEntry>;

export const UploadRequest = z.union([Problem, z.array(Problem)]).describe('One problem, an array of them, or NDJSON with one per line.');
export const UploadResponse = z.object({ problems: z.array(StoredProblem), refused: z.array(RefusedEntry) });
export type UploadResponse = z.infer<typeof UploadResponse>;

/** A stored problem without its tests. */
export const ProblemSummary = z.object({
	id: z.string(),
	digest: z.string(),
	title: z.string().nullish(),
	tests: z.number().int(),
	created_at: z.string().describe('RFC 3339.'),
});
export type ProblemSummary = z.infer<typeof ProblemSummary>;

export const ListQuery = z.object({
	cursor: z.string().max(2048).optional().describe('`next_cursor` of the page before.'),
	limit: z.coerce.number().int().min(1).max(1000).default(100),
	search: z.string().min(1).max(512).optional().describe('Only those whose id or title holds this text, in whatever case.'),
});
export const ListResponse = z.object({ problems: z.array(ProblemSummary), next_cursor: z.string().nullable() });

export const ProblemParams = z.object({ id: z.string().min(1).max(512).describe('Percent-encoded: `HumanEval%2F0`. A digest works too.') });
export const ProblemQuery = z.object({
	tests: z.enum(['none', 'full']).default('none').describe('full: with inputs and expected outputs.'),
});
export const DifficultyQuery = z.object({
	grouping: z.enum(['thresholds', 'kmeans', 'quantiles']).default('thresholds'),
	weights: z.enum(['equal', 'geometric', 'inverse_pass_rate']).default('equal'),
	min_judged: z.coerce.number().int().min(1).max(1_000_000).default(16).describe('Samples that every test needs before there are levels.'),
});
export const ProblemView = ProblemSummary.extend({
	limits: Limits.optional(),
	compare: Compare.optional(),
	checker: z.object({ protocol: Checker.shape.protocol, language: z.string() }).optional(),
	problem: Problem.optional().describe('Only with `?tests=full`.'),
});
export type ProblemView = z.infer<typeof ProblemView>;
