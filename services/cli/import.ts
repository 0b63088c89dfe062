import { stat } from 'node:fs/promises';
import { Command, Option } from 'commander';
import type { FormatReader, LabelledSample } from '../../testcases/formats/contract.ts';
import { detect } from '../../testcases/formats/detect.ts';
import { findFormat, formats } from '../../testcases/formats/index.ts';
import type { Problem } from '../../testcases/schema.ts';
import { AssayError } from '../errors.ts';
import { type BadLines, collectBadLines } from './batch/report.ts';
import { type CliContext, exitCodes, interruptSignal } from './context.ts';
import { readable } from './readable.ts';
import { table } from './table.ts';
import { openLines, refuseToOverwrite } from './whole-file.ts';

interface ImportFlags {
	readonly format?: string;
	readonly out: string;
	readonly force?: boolean;
	readonly submissions?: string;
	readonly lenient?: boolean;
}

const examples = `
Formats:
${formats.map(({ name, describe }) => `  ${name.padEnd(14)} ${describe}`).join('\n')}

Files are Parquet or JSON Lines, gzipped or not, or JSON, told by their content; several are one data
set. A record that cannot be used is reported with its file and its place, and left out; the rest goes on.

Examples:
  assay import HumanEval.jsonl.gz --format humaneval --out problems.jsonl
  assay import data/train-*.parquet --out problems.jsonl
  assay import mbpp.jsonl > problems.jsonl
  assay import packages/ --format icpc --out problems.jsonl --submissions samples.jsonl

Exit codes:
  0    at least one problem was written, and no record was skipped (or --lenient was given)
  1    some records were skipped, or there was no problem in the files
  2    misuse: an unknown format, one that cannot be guessed, or a file that cannot be read or written
  130  interrupted: nothing was written`;

/** `assay import`: turns a published data set into problems, one JSON line each. */
export function importCommand(context: CliContext): Command {
	return new Command('import')
		.description('Turn a data set into problems (JSON Lines)')
		.argument('<files...>', 'Parquet, JSON Lines (gzipped or not) or JSON, or a folder of problem packages')
		.addOption(
			new Option('-f, --format <name>', 'format of the data; guessed from the first record when absent').choices(
				formats.map(({ name }) => name),
			),
		)
		.option('-o, --out <file>', 'where to write the problems; - is standard output', '-')
		.option('--force', 'overwrite files that are there')
		.option('--submissions <file>', "where to write the packages' own submissions, with their labels (icpc)")
		.option('--lenient', 'exit 0 even when records were skipped')
		.addHelpText('after', examples)
		.action(async (files: string[], flags: ImportFlags) => await importFiles(files, flags, context));
}

async function importFiles(files: readonly string[], flags: ImportFlags, context: CliContext): Promise<void> {
	for (const file of [flags.out, flags.submissions ?? '-']) await refuseToOverwrite(file, flags.force === true);
	const format = await chooseFormat(files, flags.format);
	const counts = new Counts(collectBadLines(context.stderr));
	await convert(files, format, { flags, counts, context });
	context.stderr.write(counts.summary(format.name));
	const clean = counts.problems > 0 && (counts.skipped === 0 || flags.lenient === true);
	context.setExitCode(clean ? exitCodes.ok : exitCodes.no);
}

async function chooseFormat(files: readonly string[], name: string | undefined): Promise<FormatReader> {
	for (const file of files) await readable(file, stat(file));
	const named = name === undefined ? undefined : findFormat(name);
	if (named !== undefined) return named;
	const found = new Set<FormatReader>();
	for (const file of files) {
		const detection = await detect(file);
		if ('error' in detection)
			throw new AssayError('invalid_request', `cannot tell the format of ${file}: ${detection.error}`, { hint: 'Name one with --format.' });
		found.add(detection.format);
	}
	const [format, other] = found;
	if (format !== undefined && other === undefined) return format;
	throw new AssayError('invalid_request', `the files are of several formats: ${[...found].map(({ name }) => name).join(', ')}`);
}

interface Work {
	readonly flags: ImportFlags;
	readonly counts: Counts;
	readonly context: CliContext;
}

const progressEvery = 500;

async function convert(files: readonly string[], format: FormatReader, { flags, counts, context }: Work): Promise<void> {
	using interrupt = interruptSignal(context);
	await using problems = await openLines(flags.out, context.stdout);
	await using samples = flags.submissions === undefined ? null : await openLines(flags.submissions, context.stdout);
	const waiting: LabelledSample[] = [];
	const onNote = (note: string) => void context.stderr.write(`${note}\n`);
	const onSample = (sample: LabelledSample) => void waiting.push(sample);
	let recordsBefore = 0;
	for (const file of files) {
		let last = 0;
		for await (const row of format.read(file, { recordsBefore, files, onNote, ...(samples === null ? {} : { onSample }) })) {
			interrupt.signal.throwIfAborted();
			last = row.line;
			if ('error' in row) counts.skip(file, row.line, row.error);
			else if (counts.take(file, row.line, row.problem)) await problems.write(row.problem);
			if (counts.records % progressEvery === 0) context.stderr.write(`${counts.records} records, ${counts.problems} problems...\n`);
			for (const sample of waiting.splice(0)) await samples?.write(sample);
		}
		recordsBefore += last;
	}
	await problems.done();
	await samples?.done();
}

/** What an import has come to so far. */
class Counts {
	problems = 0;
	tests = 0;
	readonly #ids = new Set<string>();
	readonly #reasons = new Map<string, number>();
	readonly #badLines: BadLines;

	constructor(badLines: BadLines) {
		this.#badLines = badLines;
	}

	get skipped(): number {
		return this.#badLines.count();
	}

	get records(): number {
		return this.problems + this.skipped;
	}

	/** Whether the problem is a new one. */
	take(file: string, line: number, { id, tests }: Problem): boolean {
		if (this.#ids.has(id)) {
			this.skip(file, line, `problem ${JSON.stringify(id)} was there before`);
			return false;
		}
		this.#ids.add(id);
		this.problems += 1;
		this.tests += tests.length;
		return true;
	}

	skip(file: string, line: number, error: string): void {
		this.#badLines.report(file, line, error);
		const reason = kindOf(error);
		this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
	}

	summary(format: string): string {
		const read = `${format}: ${this.problems} problems with ${this.tests} tests, ${this.skipped} records skipped\n`;
		const rows = [...this.#reasons].sort(([, a], [, b]) => b - a).map(([reason, count]) => [String(count), reason]);
		return rows.length === 0 ? read : `${read}${table(['records', 'skipped because'], rows)}`;
	}
}

/** Reasons that differ in numbers and quoted words only are one. */
function kindOf(error: string): string {
	return error
		.replace(/"(?:[^"\\]|\\.)*"/g, '"..."')
		.replace(/\d+/g, 'N')
		.slice(0, 100);
}
