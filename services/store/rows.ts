import { z } from 'zod';
import { JobStatus } from '../contract/jobs.ts';

/** The rows that a store reads, whichever database they come from. */

/** A row of `versions`, which is a problem's summary under its wire names. */
export const VersionRow = z.object({
	id: z.string(),
	digest: z.string(),
	title: z.string().nullable(),
	tests: z.number(),
	created_at: z.string(),
});
export const SuiteRow = z.object({ content: z.instanceof(Uint8Array) });
/** What was counted for a test under a policy. */
export const OutcomeRow = z.object({
	test: z.string(),
	policy: z.string(),
	passed: z.number(),
	judged: z.number(),
	timed: z.number(),
	cost_ms: z.number(),
});
export type OutcomeRow = Readonly<z.infer<typeof OutcomeRow>>;
/** Samples under a policy, and how many of them passed every test. */
export const SolvedRow = z.object({ policy: z.string(), passed: z.number(), judged: z.number() });
export type SolvedRow = Readonly<z.infer<typeof SolvedRow>>;
export const EpochRow = z.object({ epoch: z.number() });
export const JobRow = z.object({
	id: z.string(),
	tenant: z.string(),
	status: JobStatus,
	levels: z.string(),
	total: z.number(),
	done: z.number(),
	created_at: z.string(),
	reason: z.string().nullable(),
});
export const SampleRow = z.object({ position: z.number(), sample: z.string() });
export const ResultRow = SampleRow.extend({ results: z.string() });
export const SubmissionRow = z.object({ record: z.string() });
export const PaidCallRow = z.object({ id: z.number(), request_digest: z.string() });
export const PaidLineRow = z.object({ position: z.number(), line: z.string() });
export const CurriculumRow = z.object({ version: z.number(), state: z.string() });
