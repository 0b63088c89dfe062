import { constants } from 'node:os';
import { AssayError } from '../../../errors.ts';
import type { ProgramFile, ProgramRun, RunResult, RunStage } from '../../../execution/contract.ts';
import { checkedFiles, limitsOf } from '../quantities.ts';
import { type ExecuteRequest, type ExecuteResponse, fine, type Stage } from './shapes.ts';

/** Piston's own defaults. */
const usualRunMs = 3_000;
const usualCompileMs = 10_000;

/** The first text among the files is the program, the others lie beside it. Throws `invalid_request`. */
export function programOf(request: ExecuteRequest, language: string): ProgramRun {
	const main = request.files.findIndex(({ encoding }) => encoding === 'utf8');
	const program = request.files[main];
	if (program === undefined) throw new AssayError('invalid_request', 'files must include at least one utf8 encoded file');
	const runMs = given(request.run_timeout) ?? usualRunMs;
	const memory = given(request.run_memory_limit);
	const limits = limitsOf(runMs, memory === undefined ? undefined : memory / 1024 ** 2);
	return {
		...{ language, code: program.content },
		...{ files: filesOf(request.files.filter((_, index) => index !== main)), args: request.args ?? [], stdin: request.stdin ?? '' },
		limits: { ...limits, cpuMs: Math.min(runMs, given(request.run_cpu_time) ?? runMs) },
		compileMs: given(request.compile_cpu_time) ?? given(request.compile_timeout) ?? usualCompileMs,
	};
}

/** 0 and -1 leave it to the server. */
const given = (value: number | null | undefined): number | undefined => (value != null && value > 0 ? Math.ceil(value) : undefined);

function filesOf(files: ExecuteRequest['files']): readonly ProgramFile[] {
	return checkedFiles(
		files.map(({ name, content, encoding }, index) => ({
			name: name ?? `file${index}.code`,
			base64: Buffer.from(content, encoding).toString('base64'),
		})),
	);
}

/** Throws `no_verdict` for a fault of ours, for which there are no words in a result. Where compiling fails, `run` is that stage. */
export function responseOf(result: RunResult, runtime: Pick<ExecuteResponse, 'language' | 'version'>): ExecuteResponse {
	if (!result.ok) throw new AssayError('no_verdict', result.fault);
	const { compile, run } = result;
	const compiled = compile === undefined ? {} : { compile: stageOf(compile) };
	return { ...runtime, ...compiled, run: run === undefined ? (compiled.compile ?? fine) : stageOf(run) };
}

/** Of two names for one signal the usual one comes first. */
const signalNames = new Map(
	Object.entries(constants.signals)
		.map(([name, number]) => [number, name] as const)
		.reverse(),
);

function stageOf(stage: RunStage): Stage {
	const { stdout, stderr, cpuMs, wallMs, memoryKb } = stage;
	const measured = { cpu_time: Math.round(cpuMs), wall_time: Math.round(wallMs), memory: memoryKb * 1024 };
	return { stdout, stderr, output: stdout + stderr, ...ending(stage), ...measured };
}

function ending({ status, exitCode, signal }: RunStage): Pick<Stage, 'code' | 'signal' | 'message' | 'status'> {
	switch (status) {
		case 'exited':
			return exitCode === 0
				? { code: 0, signal: null, message: null, status: null }
				: { code: exitCode, signal: null, message: `Exited with error status ${exitCode}`, status: 'RE' };
		case 'signaled':
			return { code: null, signal: signalNames.get(signal) ?? String(signal), message: `Caught fatal signal ${signal}`, status: 'SG' };
		case 'cpu_limit':
			return { code: null, signal: 'SIGKILL', message: 'Time limit exceeded', status: 'TO' };
		case 'wall_limit':
			return { code: null, signal: 'SIGKILL', message: 'Time limit exceeded (wall clock)', status: 'TO' };
		case 'output_limit':
			return { code: null, signal: 'SIGKILL', message: 'stdout length exceeded', status: 'OL' };
		case 'memory_limit':
			return { code: null, signal: 'SIGKILL', message: 'Memory limit exceeded', status: 'SG' };
	}
}
