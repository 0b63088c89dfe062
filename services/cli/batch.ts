import { Command, Option } from 'commander';
import { loadConfig } from '../config.ts';
import { AssayError } from '../errors.ts';
import { schemeNames } from '../scoring/index.ts';
import { judgeFile } from './batch/judge-file.ts';
import { loadProblems } from './batch/problems.ts';
import { type BadLines, collectBadLines } from './batch/report.ts';
import type { EarlierResult } from './batch/results-file.ts';
import { openRewards } from './batch/rewards.ts';
import type { NumberedSample } from './batch/samples.ts';
import { describeBatch, summarise } from './batch/summary.ts';
import { Tally } from './batch/tally.ts';
import { type CliContext, exitCodes } from './context.ts';

interface BatchFlags {
	readonly json?: boolean;
	readonly out: string;
	readonly resume: boolean;
	readonly expect?: boolean;
	readonly scheme?: string;
	readonly labels?: string;
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
		.argument('<problems>', 'problems, JSONL, or Parquet of a format that can be imported')
		.argument('<samples>', 'samples, JSONL: {problem_id, language, code | completion, id?, expected?}')
		.requiredOption('--out <file>', 'results, JSONL, one line per sample as each is done')
		.option('--no-resume', 'start anew instead of going on where FILE stops')
		.option('--expect', 'compare verdicts with `expected` of the samples (AC, WA, TLE, RTE, ... or a verdict)')
		.addOption(new Option('--scheme <s>', 'also pay a reward by this scheme').choices(schemeNames))
		.option('--labels <file>', 'labels of `assay label`, whose levels the scheme goes by (default: all tests are one level)')
		.option('--slots <n>', 'programs judged at the same time')
		.option('--json', 'print the closing summary as JSON')
		.addHelpText(
			'after',
			`
A line of input that cannot be used is reported with its number and left out; the rest goes on.
Identical programs for the same problem are judged once.

Exit codes: 0 every sample was judged; 1 with --expect, a verdict differs from its label;
2 misuse, bad lines in the input, or samples without a verdict; 130 interrupted.

Examples:
  assay batch problems.jsonl samples.jsonl --out results.jsonl
  assay batch problems.jsonl submissions.jsonl --out results.jsonl --expect
  assay batch problems.jsonl samples.jsonl --out rewards.jsonl --scheme strict --labels labels.jsonl`,
		)
		.action(async (problems: string, samples: string, flags: BatchFlags) => await batch({ problems, samples }, flags, context));
}

async function batch(files: BatchFiles, flags: BatchFlags, context: CliContext): Promise<void> {
	const config = loadConfig({ slots: flags.slots });
	const badLines = collectBadLines(context.stderr);
	const problems = await loadProblems(files.problems, badLines.report);
	if (problems.size === 0) throw new AssayError('invalid_request', `${files.problems}: holds no problem that can be used`);
	const complete = await openRewards(flags.scheme, flags.labels);
	const tally = new Tally();
	const onResult = (sample: NumberedSample, result: EarlierResult, earlier: boolean) => {
		tally.add(sample, result);
		if (earlier) tally.kept += 1;
	};
	await judgeFile(
		{ problems, samples: files.samples, out: flags.out, resume: flags.resume, config, badLines, complete, onResult },
		context,
	);
	const expect = flags.expect === true;
	const summary = summarise({ tally, badLines: badLines.count(), expect });
	context.stdout.write(flags.json === true ? `${JSON.stringify(summary)}\n` : describeBatch(summary));
	context.setExitCode(exitCodeOf(tally, badLines, expect));
}

function exitCodeOf(tally: Tally, badLines: BadLines, expect: boolean): number {
	if (badLines.count() > 0 || tally.noVerdict > 0) return exitCodes.trouble;
	return expect && tally.disagreements.length > 0 ? exitCodes.no : exitCodes.ok;
}
