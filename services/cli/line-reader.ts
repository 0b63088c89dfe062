import { createReadStream } from 'node:fs';
import { readable } from './readable.ts';

export interface FileLine {
	/** From 1. */
	readonly number: number;
	readonly bytes: Buffer;
	/** Bytes of the file up to and with this line's line feed. */
	readonly end: number;
	/** False for a last line without a line feed. */
	readonly complete: boolean;
}

const newline = 0x0a;

/** The lines of a file of any size, one at a time. */
export async function* readLines(file: string): AsyncGenerator<FileLine> {
	let number = 0;
	let end = 0;
	let parts: Buffer[] = [];
	const chunks = createReadStream(file, { highWaterMark: 1 << 18 })[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
	for (let chunk = await readable(file, chunks.next()); chunk.done !== true; chunk = await chunks.next()) {
		let start = 0;
		for (let feed = chunk.value.indexOf(newline); feed >= 0; feed = chunk.value.indexOf(newline, start)) {
			const bytes = Buffer.concat([...parts, chunk.value.subarray(start, feed)]);
			parts = [];
			start = feed + 1;
			number += 1;
			end += bytes.length + 1;
			yield { number, bytes, end, complete: true };
		}
		parts.push(chunk.value.subarray(start));
	}
	const rest = Buffer.concat(parts);
	if (rest.length > 0) yield { number: number + 1, bytes: rest, end: end + rest.length, complete: false };
}

export const isBlank = (line: FileLine): boolean => line.bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
