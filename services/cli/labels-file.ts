import { LabelLine } from '../contract/labels.ts';
import { AssayError } from '../errors.ts';
import { isBlank, readLines } from './line-reader.ts';

/** The labels of a file by problem. Throws `invalid_request` at a line that is none. */
export async function readLabels(file: string): Promise<ReadonlyMap<string, LabelLine>> {
	const labels = new Map<string, LabelLine>();
	for await (const line of readLines(file)) {
		if (isBlank(line)) continue;
		try {
			const label = LabelLine.parse(JSON.parse(line.bytes.toString('utf8')));
			labels.set(label.problem_id, label);
		} catch (cause) {
			throw new AssayError('invalid_request', `${file}:${line.number}: not a line of a labels file`, {
				cause,
				hint: '`assay label` writes them.',
			});
		}
	}
	return labels;
}
