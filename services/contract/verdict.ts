import { z } from 'zod';

/**
 * The closed list of verdicts. No default maps to `accepted`; `no_verdict` is
 * the judge's own fault and is never scored as 0.
 */
export const Verdict = z.enum([
	'accepted',
	'wrong_answer',
	'time_limit',
	'memory_limit',
	'output_limit',
	'runtime_error',
	'compile_error',
	'skipped',
	'no_verdict',
]);
export type Verdict = z.infer<typeof Verdict>;

/** Whether a verdict is the program's own doing: not skipped, and not a fault of ours. */
export const isJudged = (verdict: Verdict): boolean => verdict !== 'skipped' && verdict !== 'no_verdict';

/** What programs that look for a reward do, and honest ones now and then; a sign, never a part of a verdict or a reward. */
export const Suspicion = z
	.enum(['early_exit', 'forged_answer', 'refused_call', 'sample_output', 'stray_write'])
	.describe(
		'early_exit: it ended with exit code 0 before it had said anything. forged_answer: what came for an answer was not written by the harness. refused_call: it made a system call that only a way out of a sandbox begins with. sample_output: its wrong output is what is expected of a sample test. stray_write: it wrote to a descriptor that was not open.',
	);
export type Suspicion = z.infer<typeof Suspicion>;
const suspicion = z.array(Suspicion).optional().describe('Signs of cheating; not a part of the verdict or of a reward.');

/** The verdict of one test. Optional fields are absent where they do not apply. */
export const TestResult = z.object({
	id: z.string(),
	verdict: Verdict,
	cpu_ms: z.number().describe('CPU time of the process tree.'),
	wall_ms: z.number(),
	memory_kb: z.number().describe('Peak memory.'),
	exit_code: z.number().int().optional(),
	signal: z.number().int().optional(),
	score: z.number().optional().describe("A checker's partial score, 0 to 1."),
	compare: z.string().optional().describe('The comparator or checker protocol that judged the output.'),
	reason: z.string().optional().describe('Why: a stable code, a colon, and words. For no_verdict, the cause.'),
	stderr: z.string().optional().describe('The head of what the program wrote to standard error.'),
	assurance: z
		.enum(['in_process', 'own_objects'])
		.optional()
		.describe(
			'in_process: the test code had to run in the process of the candidate. own_objects: it asked objects of the program, which say what the program wants.',
		),
	suspicion,
	refused_call: z.string().optional().describe('With the sign refused_call: the name of the first one.'),
});
export type TestResult = z.infer<typeof TestResult>;

/** The verdict of one program on one suite: accepted, or that of its first test that is not. */
export const GradeResult = z.object({
	id: z.string().optional(),
	problem_id: z.string().optional(),
	language: z.string(),
	verdict: Verdict,
	passed: z.number().int(),
	total: z.number().int(),
	compile_output: z.string().optional().describe("The compiler's messages, when there are any."),
	reason: z.string().optional(),
	suspicion,
	tests: z.array(TestResult),
});
export type GradeResult = z.infer<typeof GradeResult>;

/** The signs that are present, as the field of a result; nothing when there are none. */
export function suspicionOf(signs: { readonly [S in Suspicion]?: boolean }): { suspicion?: Suspicion[] } {
	const present = Suspicion.options.filter((sign) => signs[sign] === true);
	return present.length === 0 ? {} : { suspicion: present };
}
