import { z } from 'zod';
import { schemeNames } from '../scoring/index.ts';
import { GradeResult } from './verdict.ts';

/** A program that was judged, as it is kept to be looked at. */
export const SubmissionRecord = z.object({
	id: z.string(),
	problem_id: z.string(),
	created_at: z.string().describe('RFC 3339.'),
	code: z.string(),
	result: GradeResult,
});
export type SubmissionRecord = z.infer<typeof SubmissionRecord>;

/** A submission without its program and its tests. */
export const SubmissionSummary = SubmissionRecord.pick({ id: true, problem_id: true, created_at: true }).extend(
	GradeResult.pick({ language: true, verdict: true, passed: true, total: true }).shape,
);
export type SubmissionSummary = z.infer<typeof SubmissionSummary>;

export const SubmissionQuery = z.object({
	problem_id: z.string().min(1).max(512).optional().describe('Only those of this problem.'),
	limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const SubmissionList = z.object({ submissions: z.array(SubmissionSummary) });
export const SubmissionParams = z.object({ id: z.string().min(1).max(64) });

/** What each reward scheme pays for a submission; null where it has no reward, or the scheme is not for the problem. */
const Rewards = z.record(z.enum(schemeNames), z.number().nullable());
export const SampleQuery = SubmissionQuery.pick({ limit: true });
export const SampleList = z.object({
	samples: z.array(
		SubmissionSummary.extend({
			outcomes: z.record(z.string(), GradeResult.shape.verdict).describe('By test.'),
			rewards: Rewards.describe('By the levels of the pass rates as they are now.'),
		}),
	),
});
export type SampleList = z.infer<typeof SampleList>;

export const OutputsRequest = z.object({ test: z.string().min(1).max(1024).describe('The id of a test of kind stdio.') });
export const OutputsResponse = z.object({
	input: z.string(),
	expected: z.string(),
	got: z.string().describe('What the program writes when it is run on the input once more.'),
	stderr: z.string(),
	status: z.string().describe('How it ended this time.'),
	cut: z.boolean().describe('Whether a text is longer than what is shown of it.'),
});
export type OutputsResponse = z.infer<typeof OutputsResponse>;
