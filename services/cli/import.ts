import { open, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Command, Option } from 'commander';
import type { FormatReader, LabelledSample } from '../../testcases/formats/contract.ts';
import { detect } from '../../testcases/formats/detect.ts';
import { findFormat, formats } from '../../testcases/formats/index.ts';

interface ImportOptions {
	readonly format?: string;
	readonly out: string;
	readonly submissions?: string;
	readonly lenient?: boolean;
}

/** Where the command writes; the process's own streams unless a test gives others. */
export interface ImportStreams {
	readonly stdout: Writable;
	readonly stderr: Writable;
}

const examples = `
Formats:
${formats.map(({ name, describe }) => `  ${name.padEnd(14)} ${describe}`).join('\n')}

Examples:
  assay import HumanEval.jsonl.gz --format humaneval --out problems.jsonl
  assay import mbpp.jsonl > problems.jsonl
  assay import packages/ --format icpc --out problems.jsonl --submissions samples.jsonl

Exit codes:
  0  at least one problem was written, and no record was skipped (or --lenient was given)
  1  some records were skipped, or there was no problem in the file
  2  misuse: an unknown format, one that cannot be guessed, or a file that cannot be read or written`;

/** `assay import`: turns a published data set into problems, one JSON line each. */
export function importCommand(streams: ImportStreams = process): Command {
	return new Command('import')
		.description('Turn a data set into problems (JSON Lines)')
		.argument('<file>', 'the file (JSON Lines, gzipped or not, or JSON), or a folder of problem packages')
		.addOption(
			new Option('-f, --format <name>', 'format of the data; guessed from the first record when absent').choices(
				formats.map(({ name }) => name),
			),
		)
		.option('-o, --out <file>', 'where to write the problems; - is standard output', '-')
		.option('--submissions <file>', "where to write the packages' own submissions, with their labels (icpc)")
		.option('--lenient', 'exit 0 even when records were skipped')
		.addHelpText('after', examples)
		.action(async (file: string, options: ImportOptions) => {
			process.exitCode = await runImport(file, options, streams);
		});
}

/** Does the import and gives the exit code. */
export async function runImport(file: string, options: ImportOptions, streams: ImportStreams): Promise<0 | 1 | 2> {
	const say = (text: string) => streams.stderr.write(`${text}\n`);
	try {
		const format = await chooseFormat(file, options.format);
		const { read, skipped } = await convert(file, format, options, streams);
		say(`${format.name}: ${read} ${read === 1 ? 'problem' : 'problems'} read, ${skipped} ${skipped === 1 ? 'record' : 'records'} skipped`);
		return read > 0 && (skipped === 0 || options.lenient === true) ? 0 : 1;
	} catch (error) {
		say(`assay import: ${error instanceof Error ? error.message : String(error)}`);
		return 2;
	}
}

async function chooseFormat(file: string, name: string | undefined): Promise<FormatReader> {
	await stat(file);
	const format = name === undefined ? undefined : findFormat(name);
	if (format !== undefined) return format;
	const known = formats.map((entry) => entry.name).join(', ');
	if (name !== undefined) throw new Error(`unknown format ${JSON.stringify(name)}; known: ${known}`);
	const detection = await detect(file);
	if ('error' in detection) throw new Error(`cannot tell the format of ${file}: ${detection.error}; name one with --format (${known})`);
	return detection.format;
}

const progressEvery = 500;

async function convert(file: string, format: FormatReader, options: ImportOptions, { stdout, stderr }: ImportStreams) {
	const problems = await openSink(options.out, stdout);
	const samples = options.submissions === undefined ? null : await openSink(options.submissions, stdout);
	const waiting: LabelledSample[] = [];
	let read = 0;
	let skipped = 0;
	const readOptions = {
		onNote: (note: string) => void stderr.write(`${note}\n`),
		...(samples === null ? {} : { onSample: (sample: LabelledSample) => void waiting.push(sample) }),
	};
	for await (const row of format.read(file, readOptions)) {
		if ('error' in row) {
			skipped++;
			stderr.write(`record ${row.line} skipped: ${row.error}\n`);
		} else {
			read++;
			await problems.write(row.problem);
			if (read % progressEvery === 0) stderr.write(`${read} problems...\n`);
		}
		for (const sample of waiting.splice(0)) await samples?.write(sample);
	}
	await problems.close();
	await samples?.close();
	return { read, skipped };
}

interface Sink {
	write(value: unknown): Promise<void>;
	close(): Promise<void>;
}

/** Writes JSON Lines and waits when the other end is slow. */
async function openSink(path: string, stdout: Writable): Promise<Sink> {
	const own = path !== '-';
	const stream = own ? (await open(path, 'w')).createWriteStream() : stdout;
	const done = own ? finished(stream) : Promise.resolve();
	done.catch(() => undefined);
	return {
		write: (value) =>
			new Promise((resolve, reject) => {
				stream.write(`${JSON.stringify(value)}\n`, (error) => (error ? reject(error) : resolve()));
			}),
		close: async () => {
			if (own) stream.end();
			await done;
		},
	};
}
