import { Command, Option } from 'commander';
import { z } from 'zod';
import { type Problem, testIdsOf } from '../../testcases/schema.ts';
import { loadConfig } from '../config.ts';
import type { LabelLine } from '../contract/labels.ts';
import { parseShape } from '../contract/validation.ts';
import { labelProblem } from '../difficulty/label.ts';
import { LevelOptions } from '../difficulty/levels.ts';
import { defaultKs } from '../difficulty/pass-at-k.ts';
import type { SampleTally } from '../difficulty/tally.ts';
import { AssayError } from '../errors.ts';
import { judgeFile } from './batch/judge-file.ts';
import { loadProblems } from './batch/problems.ts';
import { collectBadLines } from './batch/report.ts';
import { type CliContext, exitCodes } from './context.ts';
import { goldenSamples } from './label/goldens.ts';
import { readTallies } from './label/outcomes.ts';
import { reportPage } from './label/page.ts';
import { describeLabels, summariseLabels } from './label/summary.ts';
import { toJsonLines, writeWhole } from './whole-file.ts';

interface LabelFlags {
	readonly json?: boolean;
	readonly out: string;
	readonly outcomes?: string;
	readonly html?: string;
	readonly resume: boolean;
	readonly golden: boolean;
	readonly reruns: string;
	readonly grouping: string;
	readonly weights: string;
	readonly minJudged: string;
	readonly slots?: string;
}

interface LabelFiles {
	readonly problems: string;
	readonly samples: string;
}

/** `assay label`: how hard each test is, from what samples of one or more policies come to. */
export function labelCommand(context: CliContext): Command {
	return new Command('label')
		.description('Learn how hard each test is, from samples of one or more policies')
		.argument('<problems>', 'problems, JSONL, or Parquet of a format that can be imported')
		.argument('<samples>', 'samples, JSONL: {problem_id, language, code | completion, id?, policy?}')
		.requiredOption('--out <file>', 'labels, JSONL, one line per problem')
		.option(
			'--outcomes <file>',
			'verdicts of every sample, JSONL, from which an interrupted run goes on (default: the labels file and .outcomes.jsonl)',
		)
		.option('--html <file>', 'also write a page with the histograms of the pass rates')
		.option('--no-resume', 'judge every sample anew')
		.option('--no-golden', 'do not judge the reference solutions of the problems')
		.option('--reruns <n>', 'judge every sample so many times more, and call tests flaky that come out differently', '0')
		.addOption(
			new Option('--grouping <method>', 'how tests become levels').choices(['thresholds', 'kmeans', 'quantiles']).default('thresholds'),
		)
		.addOption(
			new Option('--weights <method>', 'what levels are worth').choices(['equal', 'geometric', 'inverse_pass_rate']).default('equal'),
		)
		.option('--min-judged <n>', 'samples that every test of a problem needs before it has levels', '16')
		.option('--slots <n>', 'programs judged at the same time')
		.option('--json', 'print the closing summary as JSON')
		.addHelpText(
			'after',
			`
Every sample runs on every test. A test's pass rate is the share of samples that pass it; level 1 is
the easiest. A sample that a fault of ours left without a verdict on a test counts in neither number.

Exit codes: 0 labels were written; 2 misuse, bad lines in the input, or samples without a verdict;
130 interrupted: the same command goes on.

Examples:
  assay label problems.jsonl samples.jsonl --out labels.jsonl --html labels.html
  assay label problems.jsonl samples.jsonl --out labels.jsonl --reruns 1
  assay label problems.jsonl samples.jsonl --out labels.jsonl --grouping kmeans --weights geometric`,
		)
		.action(async (problems: string, samples: string, flags: LabelFlags) => await label({ problems, samples }, flags, context));
}

async function label(files: LabelFiles, flags: LabelFlags, context: CliContext): Promise<void> {
	const config = loadConfig({ slots: flags.slots });
	const levels = parseShape(LevelOptions, {
		grouping: { method: flags.grouping },
		weights: { method: flags.weights },
		min_judged: Number(flags.minJudged),
	});
	const reruns = parseShape(z.number().int().min(0).max(100), Number(flags.reruns));
	const badLines = collectBadLines(context.stderr);
	const problems = await loadProblems(files.problems, badLines.report);
	if (problems.size === 0) throw new AssayError('invalid_request', `${files.problems}: holds no problem that can be used`);
	const outcomes = flags.outcomes ?? `${flags.out}.outcomes.jsonl`;
	const policies = new Map<string, string>();
	let unjudged = 0;
	await judgeFile(
		{
			problems,
			samples: files.samples,
			reruns,
			extraSamples: flags.golden ? goldenSamples(problems) : [],
			out: outcomes,
			resume: flags.resume,
			config,
			badLines,
			onResult: ({ identity, sample, again }, { status }) => {
				if (again !== true) policies.set(identity, sample.policy ?? 'default');
				if (status === 'no_verdict') unjudged += 1;
			},
		},
		context,
	);
	const labels = toLabels(problems, await readTallies(outcomes, policies, { rerun: reruns > 0 }), levels);
	await writeWhole(flags.out, toJsonLines(labels));
	if (flags.html !== undefined) await writeWhole(flags.html, reportPage(labels));
	const summary = summariseLabels(labels, { ks: defaultKs, unjudged, badLines: badLines.count() });
	context.stdout.write(flags.json === true ? `${JSON.stringify(summary)}\n` : describeLabels(summary));
	context.setExitCode(badLines.count() > 0 || unjudged > 0 ? exitCodes.trouble : exitCodes.ok);
}

/** The problems that have samples, in the order of their file. */
function toLabels(problems: ReadonlyMap<string, Problem>, tallies: ReadonlyMap<string, SampleTally>, levels: LevelOptions): LabelLine[] {
	return [...problems.values()].flatMap((problem) => {
		const tally = tallies.get(problem.id);
		return tally === undefined || tally.samples === 0
			? []
			: [labelProblem(problem.id, testIdsOf(problem), tally, { levels, ks: defaultKs })];
	});
}
