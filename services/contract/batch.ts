import { z } from 'zod';
import { Sample } from '../../testcases/schema.ts';
import { GradeResult, TestResult, Verdict } from './verdict.ts';

/** A line of the samples file; `expected` is a label of somebody else's, for `--expect`. */
export const BatchSample = Sample.safeExtend({ expected: z.string().max(64).optional() });
export type BatchSample = z.infer<typeof BatchSample>;

/** A line of the results file: what became of one sample. */
export const BatchLine = z.object({
	id: z.string().describe('The id of the sample, or `#` and its line in the samples file.'),
	problem_id: z.string(),
	verdict: Verdict,
	status: z.enum(['ok', 'no_verdict']).describe('no_verdict: some test was not judged by a fault of ours.'),
	passed: z.number().int(),
	judged: z.number().int().describe('Tests with a verdict that is the doing of the program.'),
	total: z.number().int(),
	reward: z.number().nullable().optional().describe('With --scheme; null where a fault of ours left a test unjudged that it depends on.'),
	reward_status: z.enum(['ok', 'compile_error', 'no_code', 'no_verdict']).optional(),
	reason: z.string().optional(),
	compile_output: z.string().optional(),
	suspicion: GradeResult.shape.suspicion,
	tests: z.array(
		TestResult.pick({
			id: true,
			verdict: true,
			cpu_ms: true,
			wall_ms: true,
			memory_kb: true,
			assurance: true,
			reason: true,
			suspicion: true,
		}),
	),
});
export type BatchLine = z.infer<typeof BatchLine>;
