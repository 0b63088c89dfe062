import { z } from 'zod';
import { parseExact } from '../../../testcases/json.ts';
import { type Checker, type Compare, type Limits, Problem } from '../../../testcases/schema.ts';
import { guardStructure } from '../../contract/json.ts';
import { parseShape } from '../../contract/validation.ts';
import { AssayError } from '../../errors.ts';

const Text = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join('\n'))]);

/** Tests in the shape of APPS and LiveCodeBench, which most trainers have: texts for the program, or arguments for a function of it. */
export const InputsAndOutputs = z.object({
	inputs: z.array(z.unknown()),
	outputs: z.array(z.unknown()),
	fn_name: z.string().nullish(),
});
export type InputsAndOutputs = z.infer<typeof InputsAndOutputs>;

/** Throws `invalid_request` for lists of different lengths, and `empty_suite` for none. */
export function inputsAndOutputs(value: InputsAndOutputs): InputsAndOutputs {
	const { inputs, outputs } = value;
	if (inputs.length !== outputs.length) throw new AssayError('invalid_request', `${inputs.length} inputs, but ${outputs.length} outputs`);
	if (inputs.length === 0) throw new AssayError('empty_suite', 'there are no tests');
	return value;
}

export interface SuiteOptions {
	readonly compare: Compare;
	readonly checker?: Checker | undefined;
	readonly limits?: Limits;
}

/** A suite that comes with a request. Throws `invalid_request` for tests that cannot be read. */
export function suiteOf({ inputs, outputs, fn_name }: InputsAndOutputs, { compare, checker, limits }: SuiteOptions): Problem {
	const test = (input: unknown, index: number) => {
		const where = `test ${index}`;
		if (fn_name)
			return { kind: 'call', entry_point: fn_name, args: argumentsOf(input, where), expected: expectedOf(outputs[index], where) };
		return { kind: 'stdio', input: textOf(input, where), output: textOf(outputs[index], where) };
	};
	return parseShape(Problem, {
		id: 'inline',
		tests: inputs.map(test),
		compare,
		...(checker === undefined ? {} : { checker }),
		...(limits === undefined ? {} : { limits }),
	});
}

function textOf(value: unknown, where: string): string {
	const text = Text.safeParse(value);
	if (text.success) return text.data;
	throw new AssayError('invalid_request', `${where}: neither a text nor a list of lines`);
}

/** A list of arguments, or a text with one of them on each line, as JSON. */
function argumentsOf(value: unknown, where: string): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value === 'string') return value === '' ? [] : value.split('\n').map((line) => readJson(line, where));
	throw new AssayError('invalid_request', `${where}: neither a list of arguments nor a text with one on each line`);
}

const expectedOf = (value: unknown, where: string): unknown => (typeof value === 'string' ? readJson(value, where) : value);

function readJson(text: string, where: string): unknown {
	guardStructure(Buffer.from(text));
	try {
		return parseExact(text);
	} catch (cause) {
		throw new AssayError('invalid_request', `${where}: ${JSON.stringify(text.slice(0, 40))} is not JSON`, { cause });
	}
}
