import { z } from 'zod';
import { RecordError } from './contract.ts';
import { parseText } from './json-text.ts';
import { type ProblemInput, recordFormat } from './record-format.ts';

/** Hugging Face has a struct of two lists, the original messages a list of structs. */
const Tests = z
	.union([
		z.object({ input: z.array(z.string()), output: z.array(z.string()) }),
		z.array(z.object({ input: z.string(), output: z.string() })).transform((tests) => ({
			input: tests.map((test) => test.input),
			output: tests.map((test) => test.output),
		})),
	])
	.nullish();
type Tests = z.infer<typeof Tests>;

const Seconds = z.object({ seconds: z.coerce.number().default(0), nanos: z.number().default(0) }).nullish();
const DerivedTests = z.array(z.object({ input: z.object({ stdin: z.string() }), output: z.object({ stdout: z.string() }) }));

const Original = z.object({
	name: z.string(),
	public_tests: Tests,
	private_tests: Tests,
	generated_tests: Tests,
	solutions: z.object({ language: z.array(z.union([z.number(), z.string()])), solution: z.array(z.string()) }).nullish(),
	time_limit: Seconds,
	memory_limit_bytes: z.coerce.number().nullish(),
	input_file: z.string().nullish(),
	output_file: z.string().nullish(),
});
/** The rows that SandboxFusion serves: the tests are JSON in one field, and `labels` names the problem. */
const Derived = z.object({ id: z.union([z.number(), z.string()]), labels: z.string().nullish(), test: z.string() });

/**
 * The paper compares token by token, numbers with a tolerance and words without
 * regard to case, which is what the ICPC rule does with this flag.
 */
const compare = { method: 'icpc', flags: 'float_tolerance 1e-5' } as const;

/** CodeContests rows as JSON Lines, and SandboxFusion's rows derived from them. */
export const codecontests = recordFormat({
	name: 'codecontests',
	describe: "CodeContests (DeepMind) rows as JSON Lines, or SandboxFusion's rows of it: name, *_tests, solutions | id, labels, test",
	record: z.union([Original, Derived]),
	matches: (record) => ('public_tests' in record && 'name' in record) || isDerived(record.test),
	toProblem: (record, line) => ('test' in record ? fromDerived(record) : fromOriginal(record, line)),
});

function isDerived(test: unknown): boolean {
	return typeof test === 'string' && test.startsWith('[') && test.slice(0, 200).includes('"stdin"');
}

function fromOriginal(record: z.infer<typeof Original>, line: number): ProblemInput {
	if (record.input_file || record.output_file)
		throw new RecordError('reads or writes named files, which this judge does not give a program');
	const seconds = record.time_limit ? record.time_limit.seconds + record.time_limit.nanos / 1e9 : 0;
	const memoryMb = Math.ceil((record.memory_limit_bytes ?? 0) / (1024 * 1024));
	const limits = { ...(seconds > 0 ? { cpu_ms: Math.round(seconds * 1000) } : {}), ...(memoryMb > 0 ? { memory_mb: memoryMb } : {}) };
	const golden = goldenOf(record.solutions);
	return {
		id: `codecontests/${record.name === '' ? line : record.name}`,
		title: record.name,
		tests: [
			...toTests('public', record.public_tests),
			...toTests('private', record.private_tests),
			...toTests('generated', record.generated_tests),
		],
		compare,
		...(Object.keys(limits).length > 0 ? { limits } : {}),
		...(golden === undefined ? {} : { golden }),
	};
}

function toTests(group: string, tests: Tests): ProblemInput['tests'] {
	if (!tests) return [];
	const { input, output } = tests;
	if (input.length !== output.length) throw new RecordError(`${group}_tests: ${input.length} inputs, but ${output.length} outputs`);
	const sample = group === 'public' ? { sample: true } : {};
	return input.map((text, index) => ({ id: `${group}-${index + 1}`, ...sample, kind: 'stdio', input: text, output: output[index] ?? '' }));
}

/** Best first; Python 2 (1, PYTHON) is not among them. */
const goldenLanguages: readonly (readonly [string, readonly (number | string)[]])[] = [
	['python', [3, 'PYTHON3']],
	['cpp', [2, 'CPP']],
	['java', [4, 'JAVA']],
];

function goldenOf(solutions: z.infer<typeof Original>['solutions']): ProblemInput['golden'] {
	for (const [language, codes] of goldenLanguages) {
		const index = solutions?.language.findIndex((code) => codes.includes(code)) ?? -1;
		const code = solutions?.solution[index];
		if (code !== undefined) return { language, code };
	}
	return undefined;
}

function fromDerived(record: z.infer<typeof Derived>): ProblemInput {
	const tests = DerivedTests.safeParse(parseText(record.test, 'test'));
	if (!tests.success) throw new RecordError('test: not a list of {input: {stdin}, output: {stdout}}');
	const labels = z.object({ name: z.string() }).safeParse(parseText(record.labels || '{}', 'labels'));
	return {
		id: `codecontests/${record.id}`,
		title: labels.data?.name ?? null,
		tests: tests.data.map(({ input, output }, index) => ({
			id: String(index + 1),
			kind: 'stdio',
			input: input.stdin,
			output: output.stdout,
		})),
		compare,
	};
}
