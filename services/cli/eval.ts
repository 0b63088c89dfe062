import { Command, Option } from 'commander';
import { z } from 'zod';
import { loadConfig } from '../config.ts';
import { parseShape } from '../contract/validation.ts';
import { defaultKs } from '../difficulty/pass-at-k.ts';
import { AssayError } from '../errors.ts';
import { judgeFile } from './batch/judge-file.ts';
import { collectBadLines } from './batch/report.ts';
import { type CliContext, exitCodes } from './context.ts';
import { type Benchmark, benchmarks, filesOf, problemsOf } from './eval/benchmarks.ts';
import { readOutcomes } from './eval/outcomes.ts';
import { type Evaluation, evaluate, reportEvaluation } from './eval/report.ts';
import { readEvaluated } from './eval/samples.ts';

interface EvalFlags {
	readonly benchmark: Benchmark;
	readonly problems?: readonly string[];
	readonly out?: string;
	readonly resume: boolean;
	readonly k: string;
	readonly json?: boolean;
	readonly slots?: string;
}

/** `assay eval`: pass@k of a file of samples on a benchmark. */
export function evalCommand(context: CliContext): Command {
	return new Command('eval')
		.description('Judge samples of a benchmark and estimate pass@k')
		.argument('<samples>', 'samples: JSONL, gzipped or not, JSON or Parquet')
		.addOption(new Option('--benchmark <name>', 'whose problems they are').choices(benchmarks).makeOptionMandatory())
		.option('--problems <files...>', 'problems, as published or imported (default: the folder of the benchmark in ASSAY_DATA)')
		.option('--k <list>', 'what pass@k is estimated for', defaultKs.join(','))
		.option('--json', 'print the evaluation as JSON')
		.option(
			'--out <file>',
			'verdicts of every sample, JSONL, from which an interrupted run goes on (default: the samples file and .results.jsonl)',
		)
		.option('--no-resume', 'judge every sample anew')
		.option('--slots <n>', 'programs judged at the same time')
		.addHelpText(
			'after',
			`
A sample is {problem_id, language, code | completion}, HumanEval's {task_id, completion}, which continues
the prompt as it is, EvalPlus's {task_id, solution}, or LiveCodeBench's {question_id, code_list}. It passes
when it passes every test. pass@k is estimated for each problem without bias, and its mean has the 95 %
interval of a bootstrap over problems. Where the file has verdicts of the benchmark's own grader
(passed, graded_list, expected), those that differ are listed with what Assay saw.

Exit codes: 0 evaluated; 1 a verdict differs from that of the benchmark's own grader; 2 misuse, bad lines
in the input, or samples without a verdict; 130 interrupted: the same command goes on.

Examples:
  assay eval samples.jsonl --benchmark humaneval --problems HumanEval.jsonl.gz
  assay eval answers.json --benchmark livecodebench --problems test.jsonl test2.jsonl --k 1,5 --json
  ASSAY_DATA=data assay eval samples.jsonl --benchmark mbpp`,
		)
		.action(async (samples: string, flags: EvalFlags) => await evaluateFile(samples, flags, context));
}

const Ks = z.array(z.number().int().min(1).max(1_000_000)).min(1);

async function evaluateFile(file: string, flags: EvalFlags, context: CliContext): Promise<void> {
	const { benchmark, resume, out = `${file}.results.jsonl` } = flags;
	const config = loadConfig({ slots: flags.slots });
	const ks = parseShape(Ks, flags.k.split(',').map(Number)).sort((a, b) => a - b);
	const badLines = collectBadLines(context.stderr);
	const problems = await problemsOf(benchmark, await filesOf(benchmark, flags.problems ?? [], config.data), badLines.report);
	if (problems.size === 0) throw new AssayError('invalid_request', `no problem of ${benchmark} can be used`);
	const samples = await readEvaluated(file, problems, badLines.report);
	await judgeFile({ problems, samples: file, read: samples, out, resume, config, badLines, onResult: () => undefined }, context);
	const outcomes = await readOutcomes(out, samples);
	const evaluation = evaluate(outcomes, { benchmark, problems: problems.size, bad_lines: badLines.count(), ks });
	context.stdout.write(flags.json === true ? `${JSON.stringify(evaluation)}\n` : reportEvaluation(evaluation));
	context.setExitCode(exitCodeOf(evaluation));
}

function exitCodeOf({ bad_lines, unjudged, disagreements }: Evaluation): number {
	if (bad_lines > 0 || unjudged > 0) return exitCodes.trouble;
	return disagreements.length > 0 ? exitCodes.no : exitCodes.ok;
}
