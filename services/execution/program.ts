import type { Language } from '../../runners/languages/contract.ts';
import { type RunOutcome, SandboxFault } from '../../runners/sandboxes/contract.ts';
import type { ProgramFile, ProgramRun, RunResult, RunStage } from './contract.ts';
import { Doubts } from './doubts.ts';
import type { Refusal } from './prepare.ts';
import { type Loaded, load, type Place, runBelievably, runSpec } from './session.ts';
import { failureOf } from './verdict.ts';

/** Nobody judges by it, and who debugs a program wants all of it. */
const stderrBytes = 1 << 20;

/**
 * Runs a program once in a clean sandbox, compiled where its language is. `spoil` is called
 * when the sandbox is not to be used again. Rejects with `SandboxFault`.
 */
export async function runProgram(place: Place, program: ProgramRun, spoil: () => void): Promise<RunResult> {
	const { engine, language, plan } = place;
	const { code, files = [], args = [], compileMs } = program;
	const startedMs = performance.now();
	const loaded = await load(place, code, 'stdio', { files: textsOf(files), ownProcess: files.length + args.length > 0, compileMs });
	const compileWallMs = performance.now() - startedMs;
	if (!loaded.ok) return refused(loaded, language, compileWallMs);
	const outcome = await runBelievably({ engine, doubts: new Doubts(plan.limits.cpuMs) }, () => runOnce(place, loaded.program, program));
	const { status } = outcome;
	if (status === 'killed') throw new SandboxFault('the run was stopped from outside');
	if (status !== 'exited' && status !== 'signaled') spoil();
	const compile = language.compile === undefined ? {} : { compile: { ...nothing, wallMs: compileWallMs } };
	return { ok: true, ...compile, run: stageOf({ ...outcome, status }, language), files: await fetchFiles(place, program.fetch ?? []) };
}

const nothing: RunStage = { status: 'exited', exitCode: 0, signal: 0, cpuMs: 0, wallMs: 0, memoryKb: 0, stdout: '', stderr: '' };

async function runOnce(place: Place, loaded: Loaded, { files = [], args = [], stdin = '' }: ProgramRun): Promise<RunOutcome> {
	const { sandbox } = place;
	const spec = runSpec(place, loaded, { stdin: Buffer.from(stdin) });
	const command = spec.command === undefined ? {} : { command: [...spec.command, ...args] };
	if (files.length > 0) await sandbox.put(files.map(toFile), 'box');
	return await sandbox.run({ ...spec, ...command, limits: { ...spec.limits, stderrBytes }, keepBox: files.length > 0 });
}

const toFile = ({ name, base64 }: ProgramFile) => ({ name, content: Buffer.from(base64, 'base64'), executable: false });

/** Those that are texts, which a program may include or import. */
function textsOf(files: readonly ProgramFile[]): { name: string; content: string }[] {
	return files.flatMap((file) => {
		const content = Buffer.from(file.base64, 'base64');
		const text = content.toString();
		return content.equals(Buffer.from(text)) ? [{ name: file.name, content: text }] : [];
	});
}

/** A text that a launcher does not take is for an interpreter one that fails when it is run. */
function refused({ message, stopped }: Refusal, { compile }: Language, wallMs: number): RunResult {
	const stage: RunStage = { ...nothing, status: stopped ?? 'exited', exitCode: stopped === undefined ? 1 : 0, wallMs, stderr: message };
	return { ok: true, ...(compile === undefined ? { run: stage } : { compile: stage }), files: [] };
}

function stageOf(outcome: RunOutcome & Pick<RunStage, 'status'>, language: Language): RunStage {
	const { exitCode, signal, cpuMs, wallMs, memoryKb, stdout, stderr } = outcome;
	const status = failureOf(outcome, language)?.verdict === 'memory_limit' ? 'memory_limit' : outcome.status;
	return { status, exitCode, signal, cpuMs, wallMs, memoryKb, stdout: stdout.toString(), stderr: stderr.toString() };
}

const fetchLimits = { cpuMs: 2_000, wallMs: 1_000, memoryKb: 64 * 1024, stderrBytes: 1 << 12, processes: 4 };
const mostFileBytes = 16 << 20;
const mostFetchedBytes = 64 << 20;

/**
 * Reads files that the program has left. A process of the sandbox reads them, with no more rights than
 * the program had, so that a link or a pipe in place of a file leads nowhere. One that is not there,
 * or is too large, is left out.
 */
async function fetchFiles({ sandbox }: Place, names: readonly string[]): Promise<ProgramFile[]> {
	const files: ProgramFile[] = [];
	let left = mostFetchedBytes;
	for (const name of names) {
		const limits = { ...fetchLimits, stdoutBytes: Math.min(mostFileBytes, left) };
		const { status, exitCode, stdout } = await sandbox.run({ command: ['/bin/cat', '--', name], limits, keepBox: true });
		if (status !== 'exited' || exitCode !== 0) continue;
		files.push({ name, base64: stdout.toString('base64') });
		left -= stdout.length;
	}
	return files;
}
