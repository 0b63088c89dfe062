import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import { RecordError } from './contract.ts';
import { callOf } from './inputs-outputs.ts';
import { parseText } from './json-text.ts';
import { unpickleString } from './pickle.ts';
import type { ProblemInput } from './record-format.ts';

const maxCompressedBytes = 128 * 1024 * 1024;
const maxDecodedBytes = 512 * 1024 * 1024 - 1024;

/** In DeepCoder's rows the function's name is in each test. */
const Metadata = z.object({ func_name: z.string().nullish() }).nullish();
export const LiveCodeBenchTests = z.array(
	z.object({ input: z.string(), output: z.string(), testtype: z.enum(['stdin', 'functional']), metadata: Metadata }),
);
export type LiveCodeBenchTest = z.infer<typeof LiveCodeBenchTests>[number];

/** The tests of one field: a list, the JSON of a list, or base64 of zlib of a pickled string with that JSON. */
export function decodeTests(field: unknown, name: string): readonly LiveCodeBenchTest[] {
	const tests = LiveCodeBenchTests.safeParse(typeof field === 'string' ? parseText(plainText(field, name), name) : field);
	if (!tests.success) throw new RecordError(`${name}: not a list of {input, output, testtype}`);
	return tests.data;
}

/** Functional tests have an argument in JSON on each line of their input, and call `entryPoint` unless they name another function. */
export function toTests(group: string, tests: readonly LiveCodeBenchTest[], entryPoint?: string): ProblemInput['tests'] {
	return tests.map(({ input, output, testtype, metadata }, index) => {
		const id = `${group}-${index + 1}`;
		const named = { id, ...(group === 'public' ? { sample: true } : {}) };
		if (testtype === 'stdin') return { ...named, kind: 'stdio', input, output };
		const entry_point = metadata?.func_name || entryPoint;
		if (!entry_point) throw new RecordError(`${id} is functional, but metadata has no func_name`);
		return { ...named, kind: 'call', entry_point, ...callOf(input, output, id) };
	});
}

function plainText(field: string, name: string): string {
	const text = field.trim();
	if (text === '') return '[]';
	if (text.startsWith('[')) return text;
	if (text.length > (maxCompressedBytes / 3) * 4) throw new RecordError(`${name}: more than ${maxCompressedBytes} compressed bytes`);
	return unpickleString(inflate(Buffer.from(text, 'base64'), name));
}

function inflate(bytes: Buffer, name: string): Buffer {
	try {
		return inflateSync(bytes, { maxOutputLength: maxDecodedBytes });
	} catch (error) {
		throw new RecordError(`${name}: cannot be decompressed (${error instanceof Error ? error.message.slice(0, 80) : 'unknown'})`);
	}
}
