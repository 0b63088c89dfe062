import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { AssayError } from '../errors.ts';
import { createLogger } from '../telemetry/logger.ts';
import { judgeSamples } from './batch/judge.ts';
import { loadProblems } from './batch/problems.ts';
import { showProgress } from './batch/progress.ts';
import { type BadLines, collectBadLines } from './batch/report.ts';
import { openResults, type ResultsFile } from './batch/results-file.ts';
import { countSamples, type NumberedSample, readSamples } from './batch/samples.ts';
import { summarise } from './batch/summary.ts';
import { Tally } from './batch/tally.ts';
import { type CliContext, exitCodes, interruptSignal } from './context.ts';
import { readable } from './readable.ts';

interface BatchFlags {
	readonly out: string;
	readonly resume: boolean;
	readonly expect?: boolean;
	readonly slots?: string;
}

interface BatchFiles {
	readonly problems: string;
	readonly samples: string;
}

/** `assay batch`: a file of samples against a file of problems. */
export function batchCommand(context: CliContext): Command {
	return new Command('batch')
		.description('Judge a file of samples against a file of problems')
		.argument('<problems>', 'problems, JSONL')
		.argument('<samples>', 'samples, JSONL: {problem_id, language, code | completion, id?, expected?}')
		.requiredOption('--out <file>', 'results, JSONL, one line per sample as each is done')
		.option('--no-resume', 'start anew instead of going on where FILE stops')
		.option('--expect', 'compare verdicts with `expected` of the samples (AC, WA, TLE, RTE, ... or a verdict)')
		.option('--slots <n>', 'programs judged at the same time')
		.addHelpText(
			'after',
			`
A line of input that cannot be used is reported with its number and left out; the rest goes on.
Identical programs for the same problem are judged once.

Exit codes: 0 every sample was judged; 1 with --expect, a verdict differs from its label;
2 misuse, bad lines in the input, or samples without a verdict; 130 interrupted.

Examples:
  assay batch problems.jsonl samples.jsonl --out results.jsonl
  assay batch problems.jsonl submissions.jsonl --out results.jsonl --expect`,
		)
		.action(async (problems: string, samples: string, flags: BatchFlags) => await batch({ problems, samples }, flags, context));
}

async function batch(files: BatchFiles, flags: BatchFlags, context: CliContext): Promise<void> {
	const config = loadConfig({ slots: flags.slots });
	const badLines = collectBadLines(context.stderr);
	const problems = await loadProblems(files.problems, badLines.report);
	if (problems.size === 0) throw new AssayError('invalid_request', `${files.problems}: holds no problem that can be used`);
	const total = await countSamples(files.samples);
	await using results = await readable(flags.out, openResults(flags.out, flags.resume));
	using interrupt = interruptSignal(context);
	await using engine = await context.engine.open(config, createLogger('error'));
	const tally = new Tally();
	try {
		using progress = showProgress(context, total, results.earlier.size);
		await judgeSamples({
			problems,
			samples: notDone(readSamples(files.samples, badLines.report), results, tally),
			grader: engine.grader,
			languages: await engine.grader.languages(),
			signal: interrupt.signal,
			onResult: async (sample, line) => {
				await results.append(line);
				tally.add(sample, line);
				progress.advance();
			},
			onBadSample: ({ line }, message) => badLines.report(files.samples, line, message),
		});
	} catch (error) {
		if (interrupt.signal.aborted) context.stderr.write(`${flags.out} holds what is done; the same command goes on from there\n`);
		throw error;
	}
	const expect = flags.expect === true;
	context.stdout.write(summarise({ tally, badLines: badLines.count(), expect }));
	context.setExitCode(exitCodeOf(tally, badLines, expect));
}

/** Leaves out the samples that an earlier run has done, and counts their results. */
async function* notDone(samples: AsyncIterable<NumberedSample>, { earlier }: ResultsFile, tally: Tally): AsyncGenerator<NumberedSample> {
	for await (const sample of samples) {
		const result = earlier.get(sample.identity);
		if (result === undefined) {
			yield sample;
			continue;
		}
		tally.add(sample, result);
		tally.kept += 1;
	}
}

function exitCodeOf(tally: Tally, badLines: BadLines, expect: boolean): number {
	if (badLines.count() > 0 || tally.noVerdict > 0) return exitCodes.trouble;
	return expect && tally.disagreements.length > 0 ? exitCodes.no : exitCodes.ok;
}
