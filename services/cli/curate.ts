import { Command } from 'commander';
import { parseShape } from '../contract/validation.ts';
import { CurationOptions, curate, curationReasons } from '../difficulty/curation.ts';
import { loadProblems } from './batch/problems.ts';
import { collectBadLines } from './batch/report.ts';
import { type CliContext, exitCodes } from './context.ts';
import { readLabels } from './labels-file.ts';
import { table } from './table.ts';
import { toJsonLines, writeWhole } from './whole-file.ts';

interface CurateFlags {
	readonly json?: boolean;
	readonly labels: string;
	readonly out: string;
	readonly dropped?: string;
	readonly rollouts: string;
	readonly strong?: string;
	readonly sft?: string;
	readonly keepEasy?: boolean;
}

/** `assay curate`: the problems that are worth training on. */
export function curateCommand(context: CliContext): Command {
	return new Command('curate')
		.description('Keep the problems that are worth training on, and say why the others are dropped')
		.argument('<problems>', 'problems, JSONL, or Parquet of a format that can be imported')
		.requiredOption('--labels <file>', 'labels of these problems, from `assay label`')
		.requiredOption('--out <file>', 'problems that are kept, JSONL')
		.option('--dropped <file>', 'ids of the others with the reasons, JSONL')
		.option('--rollouts <n>', 'judged samples that it takes to call a problem unsolved or easy', '16')
		.option('--strong <policy>', 'whose failures make a problem unsolved (default: all policies together)')
		.option('--sft <policy>', 'whose successes make a problem easy (default: all policies together)')
		.option('--keep-easy', 'keep easy problems, for the easy pool of a curriculum')
		.option('--json', 'print what was done as JSON')
		.addHelpText(
			'after',
			`
A problem is dropped when nothing is known of it (no_samples), when its reference solution fails one
of its tests (golden_fails), when it has none and no sample passes any of its tests (unsolved), and
when every sample solves it (easy).

Exit codes: 0 done; 2 misuse or bad lines in the input.

Examples:
  assay curate problems.jsonl --labels labels.jsonl --out kept.jsonl --dropped dropped.jsonl
  assay curate problems.jsonl --labels labels.jsonl --out kept.jsonl --strong big --sft sft --keep-easy`,
		)
		.action(async (problems: string, flags: CurateFlags) => await curateFile(problems, flags, context));
}

async function curateFile(problemsFile: string, flags: CurateFlags, { stdout, stderr, setExitCode }: CliContext): Promise<void> {
	const options = parseShape(CurationOptions, {
		rollouts: Number(flags.rollouts),
		strong: flags.strong,
		sft: flags.sft,
		keep_easy: flags.keepEasy === true,
	});
	const badLines = collectBadLines(stderr);
	const problems = [...(await loadProblems(problemsFile, badLines.report)).values()];
	const labels = await readLabels(flags.labels);
	const judged = problems.map((problem) => ({ problem, reasons: curate(labels.get(problem.id), problem.golden !== undefined, options) }));
	const kept = judged.filter(({ reasons }) => reasons.length === 0).map(({ problem }) => problem);
	const dropped = judged.filter(({ reasons }) => reasons.length > 0).map(({ problem, reasons }) => ({ problem_id: problem.id, reasons }));
	await writeWhole(flags.out, toJsonLines(kept));
	if (flags.dropped !== undefined) await writeWhole(flags.dropped, toJsonLines(dropped));
	setExitCode(badLines.count() > 0 ? exitCodes.trouble : exitCodes.ok);
	const counts = curationReasons.map((reason) => [reason, dropped.filter(({ reasons }) => reasons.includes(reason)).length] as const);
	const because = counts.filter(([, count]) => count > 0);
	if (flags.json === true) {
		const done = { kept: kept.length, dropped: dropped.length, reasons: Object.fromEntries(because), bad_lines: badLines.count() };
		stdout.write(`${JSON.stringify(done)}\n`);
		return;
	}
	stdout.write(`${kept.length} problems kept, ${dropped.length} dropped\n`);
	if (dropped.length > 0)
		stdout.write(
			`\n${table(
				['reason', 'problems'],
				because.map(([reason, count]) => [reason, String(count)]),
			)}`,
		);
	if (badLines.count() > 0) stdout.write(`${badLines.count()} bad lines of input were left out\n`);
}
