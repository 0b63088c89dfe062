import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Command } from 'commander';
import { Problem } from '../../testcases/schema.ts';
import { loadConfig } from '../config.ts';
import { parseShape } from '../contract/validation.ts';
import type { GradeResult } from '../contract/verdict.ts';
import { AssayError } from '../errors.ts';
import { findByName, toSubmission } from '../planning/submission.ts';
import { createLogger } from '../telemetry/logger.ts';
import { type CliContext, exitCodes, interruptSignal } from './context.ts';
import { reportGrade } from './grade-report.ts';
import { readProblemFile, selectProblem } from './problem-file.ts';
import { readable } from './readable.ts';

interface GradeFlags {
	readonly problem: string;
	readonly problemId?: string;
	readonly language?: string;
	readonly json?: boolean;
	readonly all?: boolean;
}

/** `assay grade`: one program against one problem. */
export function gradeCommand(context: CliContext): Command {
	return new Command('grade')
		.description('Judge one program against one problem')
		.argument('<program>', 'source file')
		.requiredOption('--problem <file>', 'problem as JSON, JSONL with one per line, or Parquet of a format that can be imported')
		.option('--problem-id <id>', 'which problem of the file; needed when it holds several')
		.option('--language <l>', 'language of the program; default: by its file name')
		.option('--json', 'print the whole result as JSON')
		.option('--all', 'list every test of a long suite')
		.addHelpText(
			'after',
			`
Exit codes: 0 accepted, 1 not accepted, 2 misuse or a fault of ours.

Examples:
  assay grade solution.py --problem problem.json
  assay grade Main.java --problem problems.jsonl --problem-id contest/a --json`,
		)
		.action(async (program: string, flags: GradeFlags) => await grade(program, flags, context));
}

async function grade(program: string, flags: GradeFlags, context: CliContext): Promise<void> {
	const code = await readable(program, readFile(program, 'utf8'));
	const problem = parseShape(Problem, selectProblem(await readProblemFile(flags.problem, flags.problemId), flags.problemId));
	const config = loadConfig();
	using interrupt = interruptSignal(context);
	await using engine = await context.engine.open({ ...config, slots: 1 }, createLogger('error'));
	const languages = await engine.grader.languages();
	const language = flags.language ?? findByName(languages, extname(program).slice(1).toLowerCase())?.name;
	if (language === undefined) {
		throw new AssayError('unknown_language', `cannot tell the language of ${program} by its name`, { hint: 'Name it with --language.' });
	}
	const submission = toSubmission(problem, { language, code }, languages);
	engine.grader.check(submission);
	const result = await engine.grader.grade(submission, { signal: interrupt.signal });
	context.stdout.write(
		flags.json === true
			? `${JSON.stringify({ ...result, problem_id: problem.id })}\n`
			: reportGrade(result, problem.id, flags.all === true),
	);
	context.setExitCode(exitCodeOf(result));
}

function exitCodeOf({ verdict }: GradeResult): number {
	if (verdict === 'accepted') return exitCodes.ok;
	return verdict === 'no_verdict' || verdict === 'skipped' ? exitCodes.trouble : exitCodes.no;
}
