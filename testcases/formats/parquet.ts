import { open } from 'node:fs/promises';
import {
	type AsyncBuffer,
	asyncBufferFromFile,
	type FileMetaData,
	parquetMetadataAsync,
	parquetReadObjects,
	type RowGroup,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { RecordError } from './contract.ts';
import type { JsonRecord } from './records.ts';

/** Stands for bytes that are no UTF-8, so that they spoil their own row only. */
const notUtf8 = Symbol('not UTF-8');
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Told by the first bytes, whatever the file is called. */
export async function isParquet(path: string): Promise<boolean> {
	const file = await open(path, 'r');
	try {
		if (!(await file.stat()).isFile()) return false; // a pipe is read once
		const head = Buffer.alloc(4);
		await file.read(head, 0, 4, 0);
		return head.toString('latin1') === 'PAR1';
	} finally {
		await file.close();
	}
}

/**
 * The rows of a Parquet file as JSON data, a row group at a time: the library decodes
 * most of a group for any part of it. `fields` are the columns that are wanted; others
 * are not read. A row counts as a line. Rows that cannot be decoded are errors, and
 * reading goes on behind them.
 */
export async function* readParquet(path: string, fields?: readonly string[]): AsyncGenerator<JsonRecord> {
	const file = await asyncBufferFromFile(path);
	const metadata = await metadataOf(path, file);
	let rowStart = 0;
	for (const group of metadata.row_groups) {
		const rowEnd = rowStart + Number(group.num_rows);
		yield* readRows({ file, metadata, columns: columnsOf(group, fields), rowStart, rowEnd });
		rowStart = rowEnd;
	}
}

async function metadataOf(path: string, file: AsyncBuffer): Promise<FileMetaData> {
	try {
		return await parquetMetadataAsync(file);
	} catch (cause) {
		throw new Error(`${path}: not a whole Parquet file (${messageOf(cause)})`, { cause });
	}
}

function columnsOf({ columns }: RowGroup, fields: readonly string[] | undefined): string[] {
	const names = [...new Set(columns.map(({ meta_data }) => meta_data?.path_in_schema[0] ?? ''))];
	return fields === undefined ? names : names.filter((name) => fields.includes(name));
}

interface Group {
	readonly file: AsyncBuffer;
	readonly metadata: FileMetaData;
	readonly columns: string[];
	readonly rowStart: number;
	readonly rowEnd: number;
}

async function* readRows(group: Group): AsyncGenerator<JsonRecord> {
	const { columns, rowStart, rowEnd } = group;
	if (columns.length === 0) {
		for (let line = rowStart + 1; line <= rowEnd; line++) yield { line, value: {} };
		return;
	}
	let rows: Record<string, unknown>[];
	try {
		rows = await parquetReadObjects({ ...group, compressors, parsers: { stringFromBytes: textOf } });
	} catch (error) {
		for (let line = rowStart + 1; line <= rowEnd; line++) yield { line, error: `cannot be decoded: ${messageOf(error)}` };
		return;
	}
	for (const [index, row] of rows.entries()) yield recordOf(rowStart + index + 1, row);
}

function textOf(bytes: Uint8Array | undefined): unknown {
	if (bytes === undefined) return undefined;
	try {
		return utf8.decode(bytes);
	} catch {
		return notUtf8;
	}
}

function recordOf(line: number, row: Record<string, unknown>): JsonRecord {
	try {
		return { line, value: Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toJson(value)])) };
	} catch (error) {
		if (error instanceof RecordError) return { line, error: error.message };
		throw error;
	}
}

/** A field of a struct that is null is left out: all structs of a column have all its fields, and null says that this one has not. */
function toJson(value: unknown): unknown {
	if (value === notUtf8) throw new RecordError('not valid UTF-8');
	if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (value instanceof Date) return value.toISOString();
	if (typeof value !== 'object' || value === null) return value ?? null;
	if (ArrayBuffer.isView(value)) return null; // bytes are nothing in JSON
	if (Array.isArray(value)) return value.map(toJson);
	const fields = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
	return Object.fromEntries(fields.map(([name, field]) => [name, toJson(field)]));
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 120);
