import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { compressors } from 'hyparquet-compressors';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { parquetOf } from '../../../services/cli/export/parquet-file.ts';
import { readRecords } from '../../../testcases/formats/records.ts';
import { temporaryFolder } from '../../support/temporary.ts';

async function rowsOf(bytes: Uint8Array, fields?: readonly string[]) {
	await using folder = await temporaryFolder();
	await writeFile(folder.file('data'), bytes);
	return await Array.fromAsync(readRecords(folder.file('data'), fields));
}

const record = {
	id: 'a\ufeffé',
	count: 5,
	share: 0.5,
	ready: true,
	tests: [{ input: '1', outputs: ['2', '3'] }, { input: 'x' }],
	limits: { seconds: 2, nanos: [0, 1] },
};
const columns = {
	id: 'string',
	count: 'int64',
	share: 'double',
	ready: 'boolean',
	tests: { list: { struct: { input: 'string', outputs: { list: 'string' } } } },
	limits: { struct: { seconds: 'int64', nanos: { list: 'int64' } } },
} as const;

test('a Parquet file, told by its content, has the rows that were written: lists, structs, null', async () => {
	expect(await rowsOf(parquetOf(columns, [record, { id: 'b' }]))).toEqual([
		{ line: 1, value: record },
		{ line: 2, value: { id: 'b', count: null, share: null, ready: null, tests: null, limits: null } },
	]);
});

test('only the columns that are wanted are read, and rows that have none of them are there all the same', async () => {
	const bytes = parquetOf(columns, [record]);
	expect(await rowsOf(bytes, ['id', 'other'])).toEqual([{ line: 1, value: { id: record.id } }]);
	expect(await rowsOf(bytes, ['other'])).toEqual([{ line: 1, value: {} }]);
});

test('integers that a number cannot hold stay digits, and what is no number is nothing', async () => {
	const bytes = new Uint8Array(
		parquetWriteBuffer({
			columnData: [
				{ name: 'big', data: [2n ** 60n, 3n], type: 'INT64' },
				{ name: 'share', data: [Number.NaN, 1], type: 'DOUBLE' },
			],
		}),
	);
	expect(await rowsOf(bytes)).toEqual([
		{ line: 1, value: { big: '1152921504606846976', share: null } },
		{ line: 2, value: { big: 3, share: 1 } },
	]);
});

test('text that is not UTF-8 spoils its own row only', async () => {
	const columnData = [{ name: 'text', data: [Buffer.from([0xff]), Buffer.from('é')] }];
	const schema = [
		{ name: 'root', num_children: 1 },
		{ name: 'text', type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const },
	];
	expect(await rowsOf(new Uint8Array(parquetWriteBuffer({ columnData, schema })))).toEqual([
		{ line: 1, error: 'not valid UTF-8' },
		{ line: 2, value: { text: 'é' } },
	]);
});

test('row groups of other codecs are read, one after the other', async () => {
	const data = Array.from({ length: 2500 }, (_, index) => `row ${index}`);
	const compress = { GZIP: (bytes: Uint8Array) => gzipSync(bytes) };
	const bytes = parquetWriteBuffer({
		columnData: [{ name: 'id', data, type: 'STRING' }],
		codec: 'GZIP',
		compressors: compress,
		rowGroupSize: 1000,
	});
	expect(Object.keys(compressors)).toEqual(expect.arrayContaining(['SNAPPY', 'GZIP', 'ZSTD', 'LZ4_RAW', 'BROTLI']));
	expect(await rowsOf(new Uint8Array(bytes))).toEqual(data.map((id, index) => ({ line: index + 1, value: { id } })));
});

test('rows of a group that is damaged are errors, each of them, and the next group is read', async () => {
	const data = Array.from({ length: 4 }, (_, index) => `${index}`.repeat(40));
	const bytes = new Uint8Array(
		parquetWriteBuffer({ columnData: [{ name: 'id', data, type: 'STRING' }], rowGroupSize: 2, codec: 'UNCOMPRESSED' }),
	);
	bytes.fill(0xff, 4, 40);
	expect(await rowsOf(bytes)).toEqual([
		{ line: 1, error: expect.stringContaining('cannot be decoded') },
		{ line: 2, error: expect.stringContaining('cannot be decoded') },
		{ line: 3, value: { id: data[2] } },
		{ line: 4, value: { id: data[3] } },
	]);
});

test('a file that is cut short is a failure that names it, and not an empty data set', async () => {
	const bytes = parquetOf(columns, [record]);
	await expect(rowsOf(bytes.subarray(0, bytes.length - 20))).rejects.toThrow('not a whole Parquet file');
});
