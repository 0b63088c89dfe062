import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { AssayClient } from '../../clients/typescript/src/index.ts';
import { Problem } from '../../testcases/schema.ts';
import { loadConfig } from '../config.ts';
import { type GradeResult, Verdict } from '../contract/verdict.ts';
import { startServer } from '../server.ts';
import { createLogger } from '../telemetry/logger.ts';
import { type CliContext, exitCodes } from './context.ts';
import { table, tame } from './table.ts';
import { packageVersion } from './version.ts';

const samples = join(import.meta.dirname, '../../testcases/samples');

const LabelledSubmission = z.object({ id: z.string(), problem_id: z.string(), language: z.string(), code: z.string(), expected: Verdict });

/** `assay demo`: a service of its own judges the sample problems over HTTP. */
export function demoCommand(context: CliContext): Command {
	return new Command('demo')
		.description('Judge the sample problems over HTTP and print what came out')
		.action(async () => await demo(context));
}

async function demo(context: CliContext): Promise<void> {
	const dataDir = await mkdtemp(join(tmpdir(), 'assay-demo-'));
	try {
		const config = loadConfig({ port: '0', dataDir });
		const logger = createLogger('error');
		await using engine = await context.engine.open(config, logger);
		const server = await startServer({ config, grader: engine.grader, logger, version: packageVersion() });
		try {
			await judgeAll(server.url, context);
		} finally {
			await server.stop();
		}
	} finally {
		await rm(dataDir, { recursive: true, force: true });
	}
}

async function judgeAll(url: string, { stdout, setExitCode }: CliContext): Promise<void> {
	const problems = await linesOf('problems.jsonl', Problem);
	const submissions = await linesOf('submissions.jsonl', LabelledSubmission);
	const assay = new AssayClient({ url });
	await assay.upload(problems);
	const judged = submissions.map(async ({ problem_id, language, code }) => await assay.grade({ problem_id, language, code }));
	const nameWidth = Math.max(...submissions.map(({ id }) => nameOf(id).length));
	const tally = new Map<Verdict, number>();
	let agreed = 0;
	let heading = '';
	for (const [index, { id, problem_id, expected }] of submissions.entries()) {
		const result = await judged[index];
		if (result === undefined) continue;
		if (problem_id !== heading) stdout.write(`\n${titleOf(problems.find((problem) => problem.id === problem_id))}\n`);
		heading = problem_id;
		tally.set(result.verdict, (tally.get(result.verdict) ?? 0) + 1);
		if (result.verdict === expected) agreed++;
		const surprise = result.verdict === expected ? '' : `  BUT IT IS LABELLED ${expected}`;
		stdout.write(`  ${nameOf(id).padEnd(nameWidth)}  ${summaryOf(result)}${surprise}\n`);
	}
	const rows = [...tally].sort(([, a], [, b]) => b - a).map(([verdict, count]) => [verdict, String(count)]);
	stdout.write(
		`\n${table(['verdict', 'programs'], rows)}\n${agreed} of ${submissions.length} programs were judged as they are labelled.\n`,
	);
	if (agreed < submissions.length) setExitCode(exitCodes.no);
}

/** `overflows.c` of `till-receipt/overflows.c`. */
const nameOf = (id: string) => id.slice(id.lastIndexOf('/') + 1);

function titleOf(problem: Problem | undefined): string {
	if (problem === undefined) return '';
	const kinds = [...new Set(problem.tests.map((test) => test.kind))].join(', ');
	return `${problem.title ?? problem.id}  (${problem.tests.length} tests: ${kinds})`;
}

const reasonWidth = 64;

function summaryOf({ verdict, passed, total, reason = '', compile_output = '', tests }: GradeResult): string {
	const stderr = verdict === 'runtime_error' ? tests.find((test) => test.verdict === verdict)?.stderr : undefined;
	const crash = stderr?.split('\n').findLast((line) => /(?:Error|Exception)\b/.test(line));
	const refusal = compile_output.split('\n').findLast((line) => /error:/i.test(line));
	const words = refusal ?? (crash === undefined ? reason : `${reason}: ${crash}`);
	return `${verdict.padEnd(14)} ${`${passed}/${total}`.padStart(5)}  ${tame(words, reasonWidth)}`.trimEnd();
}

async function linesOf<T>(name: string, shape: z.ZodType<T>): Promise<T[]> {
	const text = await readFile(join(samples, name), 'utf8');
	return text
		.trim()
		.split('\n')
		.map((line) => shape.parse(JSON.parse(line)));
}
