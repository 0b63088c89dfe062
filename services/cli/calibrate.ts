import { Command } from 'commander';
import type { Problem } from '../../testcases/schema.ts';
import { loadConfig } from '../config.ts';
import type { BatchLine } from '../contract/batch.ts';
import { parseShape } from '../contract/validation.ts';
import { CalibrationOptions, calibrate } from '../planning/calibrate.ts';
import { createLogger } from '../telemetry/logger.ts';
import { judgeSamples } from './batch/judge.ts';
import { loadProblems } from './batch/problems.ts';
import { showProgress } from './batch/progress.ts';
import { type BadLines, collectBadLines } from './batch/report.ts';
import { type CliContext, exitCodes, interruptSignal } from './context.ts';
import { goldenSamples } from './label/goldens.ts';
import { toJsonLines, writeWhole } from './whole-file.ts';

interface CalibrateFlags {
	readonly out: string;
	readonly factor: string;
	readonly atLeastMs: string;
	readonly slots?: string;
	readonly json?: boolean;
}

/** `assay calibrate`: time limits that follow from the reference solutions. */
export function calibrateCommand(context: CliContext): Command {
	return new Command('calibrate')
		.description('Set time limits by what the reference solutions take')
		.argument('<problems>', 'problems, JSONL, or Parquet of a format that can be imported')
		.requiredOption('--out <file>', 'the same problems with their limits, JSONL')
		.option('--factor <x>', 'the limit is so many times what the reference solution takes on its slowest test', '20')
		.option('--at-least-ms <ms>', 'no limit becomes smaller than that', '200')
		.option('--slots <n>', 'programs judged at the same time')
		.option('--json', 'print what was done as JSON')
		.addHelpText(
			'after',
			`
A sample that loops costs its whole time limit on each test, so a limit far above what the problem
needs is what labelling a data set mostly waits for. A limit is only ever lowered. A problem without a
reference solution, or whose reference solution fails a test, is written as it is, and named.

Exit codes: 0 done; 2 misuse, bad lines in the input, or a reference solution without a verdict.

Examples:
  assay calibrate problems.jsonl --out calibrated.jsonl
  assay calibrate problems.jsonl --out calibrated.jsonl --factor 10 --at-least-ms 500`,
		)
		.action(async (problems: string, flags: CalibrateFlags) => await calibrateFile(problems, flags, context));
}

async function calibrateFile(file: string, flags: CalibrateFlags, context: CliContext): Promise<void> {
	const config = loadConfig({ slots: flags.slots });
	const options = parseShape(CalibrationOptions, { factor: Number(flags.factor), at_least_ms: Number(flags.atLeastMs) });
	const badLines = collectBadLines(context.stderr);
	const problems = await loadProblems(file, badLines.report);
	const results = await judgeGoldens(file, problems, { config, badLines, context });
	const judged = [...problems.values()].map((problem) => ({ problem, result: results.get(problem.id) }));
	const lines = judged.map(({ problem, result }) =>
		result?.verdict === 'accepted' ? calibrate(problem, cpuTimes(result), options) : problem,
	);
	await writeWhole(flags.out, toJsonLines(lines));
	const left = judged.flatMap(({ problem, result }) => {
		if (result?.verdict === 'accepted') return [];
		return [
			{
				problem_id: problem.id,
				why: result === undefined ? 'there is no reference solution' : `the reference solution gets ${result.verdict}`,
			},
		];
	});
	const calibrated = problems.size - left.length;
	context.stdout.write(
		flags.json === true
			? `${JSON.stringify({ problems: problems.size, calibrated, left, bad_lines: badLines.count() })}\n`
			: `${calibrated} of ${problems.size} problems have a limit by their reference solution\n${left.map(({ problem_id, why }) => `${problem_id}: as it was, ${why}\n`).join('')}`,
	);
	const unjudged = [...results.values()].some(({ verdict }) => verdict === 'no_verdict');
	context.setExitCode(badLines.count() > 0 || unjudged ? exitCodes.trouble : exitCodes.ok);
}

const cpuTimes = ({ tests }: BatchLine): number[] => tests.map((test) => test.cpu_ms);

interface Judging {
	readonly config: ReturnType<typeof loadConfig>;
	readonly badLines: BadLines;
	readonly context: CliContext;
}

/** The results of the reference solutions, by problem. */
async function judgeGoldens(
	file: string,
	problems: ReadonlyMap<string, Problem>,
	{ config, badLines, context }: Judging,
): Promise<ReadonlyMap<string, BatchLine>> {
	const samples = goldenSamples(problems);
	const results = new Map<string, BatchLine>();
	using interrupt = interruptSignal(context);
	await using engine = await context.engine.open(config, createLogger('error'));
	using progress = showProgress(context, samples.length, 0);
	await judgeSamples({
		problems,
		samples: oneByOne(samples),
		complete: (_problem, line) => line,
		grader: engine.grader,
		languages: await engine.grader.languages(),
		signal: interrupt.signal,
		onResult: async ({ sample }, line) => {
			results.set(sample.problem_id, line);
			progress.advance();
		},
		onBadSample: ({ sample }, message) => badLines.report(file, 0, `${sample.problem_id}: ${message}`),
	});
	return results;
}

async function* oneByOne<T>(values: readonly T[]): AsyncGenerator<T> {
	yield* values;
}
