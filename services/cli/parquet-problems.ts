import type { Row } from '../../testcases/formats/contract.ts';
import { detect } from '../../testcases/formats/detect.ts';
import { isParquet } from '../../testcases/formats/parquet.ts';
import { AssayError } from '../errors.ts';
import { readable } from './readable.ts';

/** The problems of a Parquet file of any format that can be imported, a row at a time; undefined for a file that is no Parquet. */
export async function readParquetProblems(file: string): Promise<AsyncIterable<Row> | undefined> {
	if (!(await readable(file, isParquet(file)))) return undefined;
	const detection = await detect(file);
	if ('format' in detection) return detection.format.read(file);
	throw new AssayError('invalid_request', `${file}: ${detection.error}`, {
		hint: '`assay import --format` reads it as the format that you name.',
	});
}
