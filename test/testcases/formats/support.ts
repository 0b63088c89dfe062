import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { ReadOptions, Row } from '../../../testcases/formats/contract.ts';
import { findFormat } from '../../../testcases/formats/index.ts';
import type { Problem } from '../../../testcases/schema.ts';

/** Where the published data sets lie; tests over them skip when they do not. */
export const dataFolder = process.env.ASSAY_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');

export function hasData(name: string): boolean {
	return existsSync(join(dataFolder, name));
}

/** A folder with these files, removed when the test is done. */
export async function folderOf(files: Readonly<Record<string, string | Buffer>>): Promise<{ path: string } & AsyncDisposable> {
	const path = await mkdtemp(join(tmpdir(), 'assay-formats-'));
	for (const [name, content] of Object.entries(files)) {
		await mkdir(dirname(join(path, name)), { recursive: true });
		await writeFile(join(path, name), content);
	}
	return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export async function readAll(format: string, path: string, options?: ReadOptions): Promise<readonly Row[]> {
	const reader = findFormat(format);
	if (reader === undefined) throw new Error(`no format ${format}`);
	return Array.fromAsync(reader.read(path, options));
}

/** Reads records as one JSON Lines file of the format. */
export async function readRows(format: string, records: readonly unknown[]): Promise<readonly Row[]> {
	await using folder = await folderOf({ 'data.jsonl': records.map((record) => JSON.stringify(record)).join('\n') });
	return await readAll(format, join(folder.path, 'data.jsonl'));
}

/** The problem of a record, or the error as a failure of the test. */
export async function readOne(format: string, record: unknown): Promise<Problem> {
	const [row] = await readRows(format, [record]);
	if (row === undefined || 'error' in row) throw new Error(row?.error ?? 'no row');
	return row.problem;
}

export async function errorOf(format: string, record: unknown): Promise<string> {
	const [row] = await readRows(format, [record]);
	return row !== undefined && 'error' in row ? row.error : 'no error';
}

/** What Python's pickle.dumps(text) and zlib.compress give for LiveCodeBench's private tests. */
export function pickled(text: string, prefix: readonly number[] = [0x80, 4], suffix: readonly number[] = [0x94, 0x2e]): string {
	const body = Buffer.from(text);
	const length = Buffer.alloc(4);
	length.writeUInt32LE(body.length);
	return deflateSync(Buffer.concat([Buffer.from(prefix), Buffer.from('X'), length, body, Buffer.from(suffix)])).toString('base64');
}
