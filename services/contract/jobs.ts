import { z } from 'zod';
import { LevelOptions } from '../difficulty/levels.ts';

export const maxJobSamples = 100_000;

/** `POST /v1/difficulty`: labels uploaded problems from samples; every sample runs on every test. */
export const DifficultyRequest = z.object({
	samples: z
		.array(z.unknown())
		.min(1, 'a job needs at least one sample')
		.max(maxJobSamples)
		.describe('{problem_id, language, code | completion, policy?} each; those that cannot be used are listed under `refused`.'),
	levels: LevelOptions.prefault({}),
});

export const JobStatus = z.enum(['running', 'done', 'cancelled', 'failed']);
export type JobStatus = z.infer<typeof JobStatus>;

export const JobView = z.object({
	id: z.string(),
	status: JobStatus,
	done: z.number().int().describe('Samples that are judged.'),
	total: z.number().int(),
	created_at: z.string().describe('RFC 3339.'),
	reason: z.string().optional().describe('Why it failed.'),
});
export type JobView = z.infer<typeof JobView>;

export const RefusedSample = z.object({ position: z.number().int().describe('From 0.'), code: z.string(), detail: z.string() });
export const JobCreated = JobView.extend({ refused: z.array(RefusedSample) });

export const JobsQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) });
export const JobList = z.object({ jobs: z.array(JobView) });

export const JobParams = z.object({ id: z.string().min(1).max(64) });

/** What of a sample is kept for a job; the problem by digest, so that it stays what it was. */
export const JobSample = z.object({
	problem_id: z.string(),
	digest: z.string(),
	language: z.string(),
	code: z.string().nullable().describe('Null: the completion held no program.'),
	policy: z.string(),
});
export type JobSample = Readonly<z.infer<typeof JobSample>>;
