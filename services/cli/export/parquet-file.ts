import { ByteWriter, parquetWriteRows } from 'hyparquet-writer';
import { type Columns, schemaOf, toRow } from './columns.ts';

/** Small enough that the first rows of a large file are read at once. */
const rowsOfGroup = 1000;

/** Records as a Parquet file of these columns. */
export function parquetOf(columns: Columns, records: readonly unknown[]): Uint8Array {
	const writer = new ByteWriter();
	const written = parquetWriteRows({
		writer,
		rows: records.map((record) => toRow(columns, record)),
		columns: Object.keys(columns).map((name) => ({ name })),
		schema: schemaOf(columns),
		rowGroupSize: rowsOfGroup,
		createdBy: 'assay',
	});
	if (written !== undefined) throw new Error('a writer in memory is never waited for');
	return writer.getBytes();
}
