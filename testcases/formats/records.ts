import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isParquet, readParquet } from './parquet.ts';

/** A record as JSON data, or why its line holds none. */
export type JsonRecord = { readonly line: number; readonly value: unknown } | { readonly line: number; readonly error: string };

/** Longer lines are reported and skipped; no line is ever held beyond this. */
export const maxLineBytes = 256 * 1024 * 1024;

const lineFeed = 10;

/**
 * Streams the records of a Parquet file, or of a JSON Lines file, gzipped or not
 * (told by the first bytes). A `.json` file is one record, or an array of them, and
 * is read whole. `fields`: columns that are enough, where a file has columns.
 */
export async function* readRecords(path: string, fields?: readonly string[]): AsyncGenerator<JsonRecord> {
	if (await isParquet(path)) {
		yield* readParquet(path, fields);
		return;
	}
	const stream = await openText(path);
	if (extname(path) === '.json') {
		yield* readWhole(stream);
		return;
	}
	let line = 0;
	for await (const bytes of splitLines(stream)) {
		line++;
		if (bytes === null) {
			yield { line, error: `the line is longer than ${maxLineBytes} bytes` };
			continue;
		}
		const parsed = parseJson(bytes);
		if (parsed !== null) yield 'error' in parsed ? { line, error: parsed.error } : { line, value: parsed.value };
	}
}

async function openText(path: string): Promise<Readable> {
	const file = await open(path, 'r');
	const head = Buffer.alloc(2);
	try {
		await file.read(head, 0, 2, 0);
	} finally {
		await file.close();
	}
	const bytes = createReadStream(path);
	if (head[0] !== 0x1f || head[1] !== 0x8b) return bytes;
	const gunzip = createGunzip();
	bytes.on('error', (error) => gunzip.destroy(error));
	gunzip.on('close', () => bytes.destroy());
	return bytes.pipe(gunzip);
}

/** Splits at line feeds only; `null` stands for a line that was too long to keep. */
async function* splitLines(stream: Readable): AsyncGenerator<Buffer | null> {
	let parts: Buffer[] = [];
	let length = 0;
	const take = () => {
		const line = length > maxLineBytes ? null : Buffer.concat(parts);
		parts = [];
		length = 0;
		return line;
	};
	const keep = (part: Buffer) => {
		length += part.length;
		if (length > maxLineBytes) parts = [];
		else parts.push(part);
	};
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		let start = 0;
		for (let feed = chunk.indexOf(lineFeed); feed !== -1; feed = chunk.indexOf(lineFeed, start)) {
			keep(chunk.subarray(start, feed));
			yield take();
			start = feed + 1;
		}
		if (start < chunk.length) keep(chunk.subarray(start));
	}
	if (length > 0) yield take();
}

async function* readWhole(stream: Readable): AsyncGenerator<JsonRecord> {
	const parts: Buffer[] = [];
	let length = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > maxLineBytes) {
			stream.destroy();
			yield { line: 1, error: `the file is longer than ${maxLineBytes} bytes; use JSON Lines` };
			return;
		}
		parts.push(chunk);
	}
	const parsed = parseJson(Buffer.concat(parts));
	if (parsed === null) return;
	if ('error' in parsed) yield { line: 1, error: parsed.error };
	else if (Array.isArray(parsed.value)) yield* parsed.value.map((value: unknown, index) => ({ line: index + 1, value }));
	else yield { line: 1, value: parsed.value };
}

/** Null for a blank line. */
function parseJson(bytes: Buffer): { value: unknown } | { error: string } | null {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return { error: 'not valid UTF-8' };
	}
	if (text.trim() === '') return null;
	try {
		return { value: JSON.parse(text) };
	} catch (error) {
		return { error: `not valid JSON: ${error instanceof Error ? error.message.slice(0, 120) : 'unknown'}` };
	}
}
