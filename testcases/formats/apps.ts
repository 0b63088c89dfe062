import { z } from 'zod';
import { type FormatReader, RecordError } from './contract.ts';
import { parseData, parseText } from './json-text.ts';
import { cpuMsOf, memoryMbOf } from './quantities.ts';
import { type ProblemInput, recordFormat } from './record-format.ts';

const Text = z.union([z.string(), z.array(z.string())]);
const InputOutput = z.object({ inputs: z.array(z.unknown()), outputs: z.array(z.unknown()), fn_name: z.string().min(1).nullish() });
type InputOutput = z.infer<typeof InputOutput>;

const Record = z.object({
	problem_id: z.union([z.number().int(), z.string()]).nullish(),
	name: z.string().nullish(),
	input_output: z.union([z.string(), z.record(z.string(), z.unknown())]),
	solutions: z.union([z.string(), z.array(z.string())]).nullish(),
	time_limit: z.string().nullish(),
	memory_limit: z.string().nullish(),
});

/** APPS and TACO have one shape; TACO's rows have limits and no id. */
function makeReader(name: string, describe: string, matches: FormatReader['matches']): FormatReader {
	return recordFormat({
		name,
		describe,
		record: Record,
		matches,
		toProblem: (record, line) => {
			const limits = { ...cpuMsOf(record.time_limit), ...memoryMbOf(record.memory_limit) };
			const solution = firstSolution(record.solutions);
			return {
				id: `${name}/${record.problem_id ?? line}`,
				title: record.name || null,
				tests: toTests(inputOutput(record.input_output)),
				compare: { method: 'apps' },
				...(Object.keys(limits).length > 0 ? { limits } : {}),
				...(solution === undefined ? {} : { golden: { language: 'python', code: solution } }),
			};
		},
	});
}

export const apps = makeReader(
	'apps',
	'APPS (Hugging Face rows): problem_id, input_output {inputs, outputs, fn_name?}, solutions',
	(record) => record !== null && 'input_output' in record && 'problem_id' in record,
);

export const taco = makeReader(
	'taco',
	'TACO: input_output {inputs, outputs, fn_name?}, solutions, time_limit, memory_limit',
	(record) => record !== null && 'input_output' in record && !('problem_id' in record),
);

function inputOutput(field: unknown): InputOutput {
	if (field === '') throw new RecordError('input_output: empty, so there are no tests');
	const data = InputOutput.safeParse(typeof field === 'string' ? parseData(field, 'input_output') : field);
	if (!data.success) throw new RecordError('input_output: not an object with lists `inputs` and `outputs`');
	const { inputs, outputs } = data.data;
	if (inputs.length !== outputs.length) throw new RecordError(`input_output: ${inputs.length} inputs, but ${outputs.length} outputs`);
	return data.data;
}

function toTests({ inputs, outputs, fn_name }: InputOutput): ProblemInput['tests'] {
	return inputs.map((input, index) => {
		const id = String(index + 1);
		const output = outputs[index];
		if (!fn_name) return { id, kind: 'stdio', input: joined(input, `inputs.${index}`), output: joined(output, `outputs.${index}`) };
		if (!Array.isArray(input)) throw new RecordError(`inputs.${index}: not a list of arguments`);
		return { id, kind: 'call', entry_point: fn_name, args: input, expected: output as z.core.util.JSONType };
	});
}

/** Some rows have a list of lines where others have a text. */
function joined(value: unknown, what: string): string {
	const text = Text.safeParse(value);
	if (!text.success) throw new RecordError(`${what}: neither a text nor a list of lines`);
	return typeof text.data === 'string' ? text.data : text.data.join('\n');
}

function firstSolution(field: string | readonly string[] | null | undefined): string | undefined {
	const list = typeof field === 'string' && field.trim() !== '' ? parseText(field, 'solutions') : field;
	const solution: unknown = Array.isArray(list) ? list[0] : undefined;
	return typeof solution === 'string' && solution.trim() !== '' ? solution : undefined;
}
