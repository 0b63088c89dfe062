import { BatchSample } from '../../contract/batch.ts';
import { parseJson } from '../../contract/json.ts';
import { parseShape } from '../../contract/validation.ts';
import { AssayError } from '../../errors.ts';
import { isBlank, readLines } from '../line-reader.ts';
import type { ReportBadLine } from './report.ts';

export interface NumberedSample {
	readonly line: number;
	/** What a resumed run knows a sample by: its id, or `#` and its line. */
	readonly identity: string;
	readonly sample: BatchSample;
	/** Its program was judged already and is judged again, to see whether it comes out the same. */
	readonly again?: true;
}

/** The samples of a JSONL file, one at a time. Lines that cannot be used are reported and left out. */
export async function* readSamples(file: string, report: ReportBadLine): AsyncGenerator<NumberedSample> {
	const seen = new Set<string>();
	for await (const line of readLines(file)) {
		if (isBlank(line)) continue;
		try {
			const sample = parseShape(BatchSample, parseJson(line.bytes));
			const identity = sample.id ?? `#${line.number}`;
			if (seen.has(identity)) throw new AssayError('invalid_request', `sample ${JSON.stringify(identity)} was there before`);
			seen.add(identity);
			yield { line: line.number, identity, sample };
		} catch (error) {
			if (!(error instanceof AssayError)) throw error;
			report(file, line.number, error.message);
		}
	}
}

/** How many lines hold something. */
export async function countSamples(file: string): Promise<number> {
	let count = 0;
	for await (const line of readLines(file)) if (!isBlank(line)) count += 1;
	return count;
}
