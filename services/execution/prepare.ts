import type { Command, Language, Source } from '../../runners/languages/contract.ts';
import { type RunLimits, type RunStatus, type Sandbox, SandboxFault, type SandboxFile } from '../../runners/sandboxes/contract.ts';
import type { CompileCache } from './compile-cache.ts';
import type { Compiled } from './compiled.ts';
import { failureOf } from './verdict.ts';
import type { WarmCompilers } from './warm-compilers.ts';

/** A program that lies in a sandbox, ready to run. */
export interface Prepared {
	readonly source: Source;
	/** The command that runs it, in a process of its own. */
	readonly command: Command;
	readonly env: Readonly<Record<string, string>>;
}
/** Limits of time. */
type Timeout = Extract<RunStatus, 'cpu_limit' | 'wall_limit'>;
/** The compiler's words on a program that does not compile. */
export interface Refusal {
	readonly ok: false;
	readonly message: string;
	/** The limit that the compiler ran into. */
	readonly stopped?: Timeout;
}
/** What compiles: once for each source, and where there is one by a compiler that stays. */
export interface Compilers {
	readonly cache: CompileCache;
	readonly warm?: WarmCompilers;
}
export interface PrepareOptions {
	/** What the compiler may take, if that is less than it may anyway. */
	readonly compileMs?: number | undefined;
	/** Aborted: nobody waits any more, and the sandbox is gone. */
	readonly signal?: AbortSignal | undefined;
}
export type Preparation = { readonly ok: true; readonly program: Prepared } | Refusal;

/** Generous: a compiler's time is ours to bound, not the program's to be judged by. */
export const compileLimits: RunLimits = {
	cpuMs: 60_000,
	wallMs: 120_000,
	memoryKb: 2 * 1024 * 1024,
	stdoutBytes: 1 << 16,
	stderrBytes: 1 << 16,
	processes: 128,
};
export const compiledMaxBytes = 128 << 20;
const shownMessageChars = 8192;

const baseEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/box', TMPDIR: '/tmp', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' } as const;

export function envOf(language: Language): Readonly<Record<string, string>> {
	return { ...baseEnv, ...language.env };
}

/**
 * Puts a program into a clean sandbox, compiled, and seals it. Sources are compiled
 * once and cached by content. Rejects with `SandboxFault`; a program that does not
 * compile is a result.
 */
export async function prepare(
	sandbox: Sandbox,
	language: Language,
	source: Source,
	memoryMb: number,
	{ cache, warm }: Compilers,
	{ compileMs = compileLimits.cpuMs, signal }: PrepareOptions = {},
): Promise<Preparation> {
	const command = language.compile?.(source);
	let files: readonly SandboxFile[] = toFiles(source);
	if (command !== undefined) {
		let [used, own] = [false, false];
		const limits = { ...compileLimits, cpuMs: Math.min(compileMs, compileLimits.cpuMs) };
		const compiled = await unlessStopped(
			limits.cpuMs,
			() => own,
			() =>
				cache.get(language, source, command, async () => {
					own = true;
					const served = await warm?.compile(language, source, { withinMs: limits.cpuMs, signal });
					if (served !== undefined) return served.ok ? served : refusalOf(served.message);
					used = true;
					return compile(sandbox, language, source, command, limits);
				}),
		);
		if (used) await sandbox.wipe(); // whatever compiling has left behind is gone before the program runs
		if (!compiled.ok) return compiled;
		({ files } = compiled);
	}
	await layOut(sandbox, files);
	return { ok: true, program: preparedProgram(language, source, memoryMb) };
}

/** Puts a program's files into a clean sandbox and seals it. */
export async function layOut(sandbox: Sandbox, files: readonly SandboxFile[]): Promise<void> {
	await Promise.all([sandbox.put(files), sandbox.seal()]);
}

export function preparedProgram(language: Language, source: Source, memoryMb: number): Prepared {
	return { source, command: language.run(source, { memoryMb }), env: envOf(language) };
}

/** The compiler was stopped by a limit lower than ours: true of this request, and not to be remembered of the program. */
class CompilerStopped extends Error {
	readonly refusal: Refusal;
	readonly cpuMs: number;

	constructor(refusal: Refusal, cpuMs: number) {
		super(refusal.message);
		this.refusal = refusal;
		this.cpuMs = cpuMs;
	}
}

/** So often another's sandbox may fail before it counts as a fault of ours. */
const othersFaults = 3;

/**
 * Compiles, or waits for whoever compiles the same; again when that one had less time than this one may take, or lost
 * its sandbox, as it does when its client goes away. `isOwn`: whether this one was it who compiled.
 */
async function unlessStopped(cpuMs: number, isOwn: () => boolean, compiled: () => Promise<Compiled>): Promise<Compiled | Refusal> {
	for (let faults = 0; ; ) {
		try {
			return await compiled();
		} catch (error) {
			if (error instanceof SandboxFault && !isOwn() && faults++ < othersFaults) continue;
			if (!(error instanceof CompilerStopped)) throw error;
			if (error.cpuMs >= cpuMs) return error.refusal;
		}
	}
}

async function compile(sandbox: Sandbox, language: Language, source: Source, command: Command, limits: RunLimits): Promise<Compiled> {
	await sandbox.put(toFiles(source));
	const outcome = await sandbox.run({ command, env: envOf(language), limits, inProgramFolder: true });
	const failure = failureOf(outcome, language);
	if (failure === undefined) return { ok: true, files: await sandbox.fetch(compiledMaxBytes) };
	const said = Buffer.concat([outcome.stderr, outcome.stdout]).toString();
	const refusal = refusalOf(outcome.status === 'exited' ? said : `${failure.reason}\n${said}`);
	const { status } = outcome;
	if (isTimeout(status) && limits.cpuMs < compileLimits.cpuMs) throw new CompilerStopped({ ...refusal, stopped: status }, limits.cpuMs);
	return refusal;
}

const isTimeout = (status: RunStatus): status is Timeout => status === 'cpu_limit' || status === 'wall_limit';
/** A compiler may have a lot to say. */
const refusalOf = (message: string): Refusal => ({ ok: false, message: message.slice(0, shownMessageChars) });

export function toFiles(source: Source): SandboxFile[] {
	return source.files.map((file) => ({ name: file.name, content: Buffer.from(file.content), executable: false }));
}
