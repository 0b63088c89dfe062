import { extname } from 'node:path';
import { Command } from 'commander';
import { AssayError } from '../errors.ts';
import { type CliContext, exitCodes } from './context.ts';
import { labelColumns, labelRow } from './export/labels.ts';
import { parquetOf } from './export/parquet-file.ts';
import { readLabels } from './labels-file.ts';
import { refuseToOverwrite, toJsonLines, writeWhole } from './whole-file.ts';

interface ExportFlags {
	readonly out: string;
	readonly force?: boolean;
}

/** `assay export`: labels as a data set, one row per problem. */
export function exportCommand(context: CliContext): Command {
	return new Command('export')
		.description('Write labels as a data set, one row per problem')
		.argument('<labels>', 'labels, from `assay label`')
		.requiredOption('--out <file>', 'a name that ends in .parquet or .jsonl')
		.option('--force', 'overwrite a file that is there')
		.addHelpText(
			'after',
			`
Columns: problem_id, samples, pass_rate, pass_at [{k, value}], cold, levels [{level, weight, tests}],
tests [{id, passed, judged, pass_rate, low, high, level, flags, by_policy}],
by_policy [{policy, passed, judged, pass_rate}], flags. Both kinds of file have the same.

Exit codes: 0 written; 2 misuse, or a labels file that cannot be read.

Examples:
  assay export labels.jsonl --out labels.parquet
  assay export labels.jsonl --out rows.jsonl`,
		)
		.action(async (labels: string, flags: ExportFlags) => await exportLabels(labels, flags, context));
}

async function exportLabels(file: string, { out, force }: ExportFlags, { stderr, setExitCode }: CliContext): Promise<void> {
	const kind = extname(out).toLowerCase();
	if (kind !== '.parquet' && kind !== '.jsonl')
		throw new AssayError('invalid_request', `${out}: its name says neither Parquet nor JSON Lines`, {
			hint: 'End it in .parquet or .jsonl.',
		});
	await refuseToOverwrite(out, force === true);
	const rows = [...(await readLabels(file)).values()].map(labelRow);
	await writeWhole(out, kind === '.parquet' ? parquetOf(labelColumns, rows) : toJsonLines(rows));
	stderr.write(`${rows.length} problems with ${rows.reduce((sum, { tests }) => sum + tests.length, 0)} tests written to ${out}\n`);
	setExitCode(exitCodes.ok);
}
