import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { GradeResult } from '../contract/verdict.ts';
import { startServer } from '../server.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { CliContext } from './context.ts';
import { packageVersion } from './version.ts';

const samples = join(import.meta.dirname, '../../testcases/samples');

interface LabelledSubmission {
	readonly id: string;
	readonly problem_id: string;
	readonly language: string;
	readonly code: string;
	readonly expected: string;
}

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
	await post(`${url}/v1/problems`, 'application/x-ndjson', await readFile(join(samples, 'problems.jsonl'), 'utf8'));
	const lines = (await readFile(join(samples, 'submissions.jsonl'), 'utf8')).trim().split('\n');
	stdout.write(`${'program'.padEnd(36)}${'language'.padEnd(12)}${'verdict'.padEnd(15)}${'tests'.padStart(7)}  as labelled\n`);
	let agreed = 0;
	for (const line of lines) {
		const { id, problem_id, language, code, expected }: LabelledSubmission = JSON.parse(line);
		const answer = await post(`${url}/v1/grade`, 'application/json', JSON.stringify({ problem_id, language, code }));
		const { verdict, passed, total } = GradeResult.parse(answer);
		if (verdict === expected) agreed++;
		const label = verdict === expected ? 'yes' : `no: ${expected}`;
		stdout.write(`${id.padEnd(36)}${language.padEnd(12)}${verdict.padEnd(15)}${`${passed}/${total}`.padStart(7)}  ${label}\n`);
	}
	stdout.write(`\n${agreed} of ${lines.length} programs were judged as they are labelled.\n`);
	if (agreed < lines.length) setExitCode(1);
}

async function post(url: string, type: string, body: string): Promise<unknown> {
	const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
	if (!response.ok) throw new Error(`${url} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
	return response.json();
}
