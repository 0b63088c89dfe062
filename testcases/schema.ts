import { z } from 'zod';

/**
 * The native problem format: what every reader in `formats/` produces, what the
 * HTTP API and the CLI accept, and what planning turns into runs.
 */

/** As ranges: not all that read the OpenAPI document know `\p{Cc}`. */
const controlCharacters = String.raw`\u0000-\u001f\u007f-\u009f`;

const id = z
	.string()
	.min(1)
	.max(512)
	.describe('Any text without control characters; never used as a file name.')
	.regex(new RegExp(`^[^${controlCharacters}]+$`, 'u'), 'must not hold control characters');

/** Anything that JSON can say. It refers to itself, and so has a name in the OpenAPI document. */
const JsonValue: z.ZodType<z.core.util.JSONType> = z
	.union([z.string(), z.number(), z.boolean(), z.null(), z.lazy(() => z.array(JsonValue)), z.lazy(() => z.record(z.string(), JsonValue))])
	.meta({ id: 'JsonValue' });

/** Budgets of one run of one program on one test. Explicit values are final: no language multiplier is applied to them. */
export const Limits = z.object({
	cpu_ms: z.number().int().min(1).max(600_000).optional().describe('CPU time of the whole process tree; this judges a program.'),
	wall_ms: z
		.number()
		.int()
		.min(1)
		.max(3_600_000)
		.optional()
		.describe('Elapsed time less time spent waiting for a processor; catches sleepers. Default: a generous multiple of cpu_ms.'),
	memory_mb: z.number().int().min(1).max(65_536).optional(),
	output_kb: z.number().int().min(1).max(262_144).optional().describe('Bytes of standard output, in KiB.'),
});
export type Limits = z.infer<typeof Limits>;

export const compareMethods = [
	'exact',
	'lines',
	'tokens',
	'float',
	'livecodebench',
	'apps',
	'codeforces',
	'icpc',
	'sandboxfusion',
] as const;

export const Compare = z.object({
	method: z.enum(compareMethods),
	rel_tol: z.number().min(0).finite().optional().describe('float: relative tolerance, default 1e-6.'),
	abs_tol: z.number().min(0).finite().optional().describe('float: absolute tolerance, default 1e-6.'),
	flags: z.string().max(1024).optional().describe('icpc: the default validator\'s flags, e.g. "case_sensitive float_tolerance 1e-6".'),
});
export type Compare = z.infer<typeof Compare>;

const longestName = 255;

/** Stays in its folder, whoever reads it, and is no option: no `..`, no absolute name, no part that is empty or begins with a dash. */
export const FileName = z
	.string()
	.max(255)
	.regex(/^(?!-|\.{0,2}(?:\/|$))[^/\0]+(?:\/(?!-|\.{0,2}(?:\/|$))[^/\0]+)*$/, 'must be a relative name of a file, without `..`')
	.refine((name) => new TextEncoder().encode(name).length <= longestName, `must not be longer than 255 bytes`);

/** A program that is part of the suite: source text in one file, or several files by name. */
const suiteProgram = {
	language: z.string().min(1).max(64),
	code: z.string().optional(),
	files: z.record(FileName, z.string()).optional(),
};
const hasSource = (program: { code?: string | undefined; files?: Record<string, string> | undefined }) =>
	program.code !== undefined || (program.files !== undefined && Object.keys(program.files).length > 0);

/** Judges one output (`checker`), or talks with the candidate (`interactor`). */
export const Checker = z
	.object({
		protocol: z.enum(['testlib', 'icpc', 'codeforces', 'cms', 'scalebox']),
		flags: z.string().max(1024).optional().describe('icpc: arguments after the feedback directory.'),
		...suiteProgram,
	})
	.refine(hasSource, 'needs `code` or `files`');
export type Checker = z.infer<typeof Checker>;

const everyTest = {
	id: id.optional(),
	sample: z.boolean().optional().describe('It is shown in the statement, so that a program may know what is expected.'),
};

export const StdioTest = z.object({ ...everyTest, kind: z.literal('stdio'), input: z.string(), output: z.string() });
export const CallTest = z.object({
	...everyTest,
	kind: z.literal('call'),
	entry_point: z.string().min(1).max(256).describe('A function, `Class().method`, or a method of the class `Solution`.'),
	args: z.array(JsonValue).describe('Whole numbers of any size are carried exactly.'),
	expected: JsonValue,
});
export const CodeTest = z.object({
	...everyTest,
	kind: z.literal('code'),
	code: z
		.string()
		.min(1)
		.describe(
			'Test code with asserts; `check(candidate)` is called when it is defined, and else what pytest, unittest or Jest would run. The program is the module `solution`, or one of the same folder.',
		),
	entry_point: z
		.string()
		.min(1)
		.max(256)
		.optional()
		.describe(
			'The function under test. Without it every name that the test code does not define is of the program; for one that is called like a builtin (`sum`) it is needed.',
		),
});
export const InteractiveTest = z.object({
	...everyTest,
	kind: z.literal('interactive'),
	input: z.string().describe('What the interactor reads; the candidate never sees it.'),
	output: z.string().default('').describe("The interactor's answer file."),
});
export const MathTest = z.object({
	...everyTest,
	kind: z.literal('math'),
	answer: z.string().min(1).describe('The reference in LaTeX, without its \\boxed{}; the final answer is to be equal to it.'),
});

export const TestCase = z.discriminatedUnion('kind', [StdioTest, CallTest, CodeTest, InteractiveTest, MathTest]);
export type TestCase = z.infer<typeof TestCase>;
export type StdioTest = z.infer<typeof StdioTest>;
export type CallTest = z.infer<typeof CallTest>;
export type CodeTest = z.infer<typeof CodeTest>;
export type InteractiveTest = z.infer<typeof InteractiveTest>;
export type MathTest = z.infer<typeof MathTest>;

export const Problem = z
	.object({
		id,
		title: z.string().nullish(),
		tests: z.array(TestCase).min(1, 'a suite needs at least one test'),
		limits: Limits.optional(),
		compare: Compare.optional(),
		checker: Checker.optional(),
		interactor: Checker.optional().describe('The program that `interactive` tests talk to (protocol testlib or icpc).'),
		prefix: z.string().optional().describe("Source put before a candidate's `completion`, e.g. HumanEval's prompt."),
		together: z
			.object({ language: z.string().min(1).max(64), files: z.record(FileName, z.string()) })
			.optional()
			.describe('Sources that every program of this language is compiled with, e.g. the grader of an IOI task.'),
		preamble: z
			.object({ language: z.string().min(1).max(64), code: z.string() })
			.optional()
			.describe("Source put before every program of that language, e.g. the imports that a data set's own grader gives."),
		golden: z.object(suiteProgram).refine(hasSource, 'needs `code` or `files`').optional(),
		groups: z.array(z.object({ tests: z.array(id).min(1), points: z.number().min(0).finite() })).optional(),
	})
	.superRefine((problem, context) => {
		const seen = new Set<string>();
		for (const [index, test] of problem.tests.entries()) {
			if (test.id !== undefined && seen.has(test.id)) {
				context.addIssue({ code: 'custom', message: `duplicate test id ${JSON.stringify(test.id)}`, path: ['tests', index, 'id'] });
			}
			if (test.id !== undefined) seen.add(test.id);
			if (test.kind === 'interactive' && problem.interactor === undefined) {
				context.addIssue({ code: 'custom', message: 'an interactive test needs an `interactor` on the problem', path: ['tests', index] });
			}
		}
		if (problem.interactor !== undefined && !['testlib', 'icpc'].includes(problem.interactor.protocol)) {
			context.addIssue({ code: 'custom', message: 'an interactor speaks testlib or icpc', path: ['interactor', 'protocol'] });
		}
	});
export type Problem = z.infer<typeof Problem>;

/** What the solutions of a problem are: programs, or final answers. */
export const domains = ['code', 'math'] as const;
export type Domain = (typeof domains)[number];
export const domainOf = ({ tests }: Pick<Problem, 'tests'>): Domain => (tests.every(({ kind }) => kind === 'math') ? 'math' : 'code');

/** The ids of a problem's tests in their order; one without an id is named by its place, from 0. */
export const testIdsOf = ({ tests }: Pick<Problem, 'tests'>): string[] => tests.map((test, index) => test.id ?? String(index));

/** One candidate program for one problem; `completion` is raw model text, from which the program is extracted. */
export const Sample = z
	.object({
		problem_id: id,
		language: z.string().min(1).max(64),
		code: z.string().optional(),
		completion: z.string().optional(),
		id: id.optional(),
		policy: z.string().max(256).optional(),
	})
	.refine((sample) => (sample.code === undefined) !== (sample.completion === undefined), 'needs exactly one of `code` and `completion`');
export type Sample = z.infer<typeof Sample>;
