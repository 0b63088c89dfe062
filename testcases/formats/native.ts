import { Problem } from '../schema.ts';
import { recordFormat } from './record-format.ts';

/** Assay's own problem format; importing it checks it. */
export const native = recordFormat({
	name: 'native',
	describe: "Assay's own problems (JSON Lines): checked and passed on",
	record: Problem,
	matches: (record) => 'id' in record && Array.isArray(record.tests),
	toProblem: (problem) => problem,
});
