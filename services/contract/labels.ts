import { z } from 'zod';
import { problemFlags, testFlags } from '../difficulty/flags.ts';

const CountLabel = z.object({ passed: z.number().int(), judged: z.number().int(), pass_rate: z.number().nullable() });

export const TestLabel = CountLabel.extend({
	id: z.string(),
	low: z.number().describe("Wilson's 95 % interval of the pass rate."),
	high: z.number(),
	level: z.number().int().describe('1 is the easiest.'),
	flags: z.array(z.enum(testFlags)),
	by_policy: z.record(z.string(), CountLabel),
});
export type TestLabel = z.infer<typeof TestLabel>;

/** A line of the labels file: what was learned of one problem. */
export const LabelLine = z.object({
	problem_id: z.string(),
	samples: z.number().int(),
	pass_rate: z.number().nullable().describe('Samples that pass every test, of those with a verdict on every test.'),
	pass_at: z.record(z.string(), z.number()).describe('Unbiased pass@k for each k that there are enough samples for.'),
	cold: z.boolean().describe('Too few samples for levels: all tests are one.'),
	levels: z.array(z.object({ level: z.number().int(), weight: z.number(), tests: z.array(z.string()) })),
	tests: z.array(TestLabel),
	by_policy: z.record(z.string(), CountLabel),
	flags: z.array(z.enum(problemFlags)),
});
export type LabelLine = z.infer<typeof LabelLine>;
