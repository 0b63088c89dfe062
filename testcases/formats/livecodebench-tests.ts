import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import { RecordError } from './contract.ts';
import { parseText } from './json-text.ts';
import { unpickleString } from './pickle.ts';

const maxCompressedBytes = 128 * 1024 * 1024;
const maxDecodedBytes = 512 * 1024 * 1024 - 1024;

const Tests = z.array(z.object({ input: z.string(), output: z.string(), testtype: z.enum(['stdin', 'functional']) }));
export type LiveCodeBenchTest = z.infer<typeof Tests>[number];

/** The tests of one field: a list, the JSON of a list, or base64 of zlib of a pickled string with that JSON. */
export function decodeTests(field: unknown, name: string): readonly LiveCodeBenchTest[] {
	const tests = Tests.safeParse(typeof field === 'string' ? parseText(plainText(field, name), name) : field);
	if (!tests.success) throw new RecordError(`${name}: not a list of {input, output, testtype}`);
	return tests.data;
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
