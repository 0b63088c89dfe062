import { z } from 'zod';
import { RecordError } from './contract.ts';
import { parseData } from './json-text.ts';
import type { ProblemInput } from './record-format.ts';

const Text = z.union([z.string(), z.array(z.string())]);
const InputsAndOutputs = z.object({ inputs: z.array(z.unknown()), outputs: z.array(z.unknown()), fn_name: z.string().nullish() });
type Json = z.core.util.JSONType;

/** The tests of {inputs, outputs, fn_name?}, the shape of APPS that many data sets have taken over: texts for a program, or arguments for a function of it. */
export function testsOfLists(value: unknown, what: string): ProblemInput['tests'] {
	const data = InputsAndOutputs.safeParse(value);
	if (!data.success) throw new RecordError(`${what}: not an object with lists \`inputs\` and \`outputs\``);
	const { inputs, outputs, fn_name } = data.data;
	if (inputs.length !== outputs.length) throw new RecordError(`${what}: ${inputs.length} inputs, but ${outputs.length} outputs`);
	return inputs.map((input, index) => {
		const id = String(index + 1);
		const output = outputs[index];
		if (fn_name) return { id, kind: 'call', entry_point: fn_name, ...callOf(input, output, String(index)) };
		return { id, kind: 'stdio', input: textOf(input, `inputs.${index}`), output: textOf(output, `outputs.${index}`) };
	});
}

/** The arguments as a list, and the result as it is; or both in JSON, an argument on each line. */
export function callOf(input: unknown, output: unknown, where: string): { args: Json[]; expected: Json } {
	if (Array.isArray(input)) return { args: input as Json[], expected: output as Json };
	if (typeof input !== 'string' || typeof output !== 'string') throw new RecordError(`inputs.${where}: not a list of arguments`);
	const lines = input.split('\n').filter((line) => line.trim() !== '');
	return {
		args: lines.map((line) => parseData(line, `inputs.${where}`) as Json),
		expected: parseData(output, `outputs.${where}`) as Json,
	};
}

/** Some rows have a list of lines where others have a text. */
export function textOf(value: unknown, what: string): string {
	const text = Text.safeParse(value);
	if (!text.success) throw new RecordError(`${what}: neither a text nor a list of lines`);
	return typeof text.data === 'string' ? text.data : text.data.join('\n');
}
