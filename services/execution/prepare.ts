import type { Command, Language, Source } from '../../runners/languages/contract.ts';
import type { RunLimits, Sandbox, SandboxFile } from '../../runners/sandboxes/contract.ts';
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
/** The compiler's words on a program that does not compile. */
export interface Refusal {
	readonly ok: false;
	readonly message: string;
}
/** What compiles: once for each source, and where there is one by a compiler that stays. */
export interface Compilers {
	readonly cache: CompileCache;
	readonly warm: WarmCompilers;
}
export type Preparation = { readonly ok: true; readonly program: Prepared } | Refusal;

/** Generous: a compiler's time is ours to bound, not the program's to be judged by. */
const compileLimits: RunLimits = {
	cpuMs: 60_000,
	wallMs: 120_000,
	memoryKb: 2 * 1024 * 1024,
	stdoutBytes: 1 << 16,
	stderrBytes: 1 << 16,
	processes: 128,
};
const compiledMaxBytes = 128 << 20;
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
): Promise<Preparation> {
	const command = language.compile?.(source);
	let files: readonly SandboxFile[] = toFiles(source);
	if (command !== undefined) {
		let used = false;
		const compiled = await cache.get(language, source, command, async () => {
			const served = await warm.compile(language, source);
			if (served !== undefined) return shortened(served);
			used = true;
			return compile(sandbox, language, source, command);
		});
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

async function compile(sandbox: Sandbox, language: Language, source: Source, command: Command): Promise<Compiled> {
	await sandbox.put(toFiles(source));
	const outcome = await sandbox.run({ command, env: envOf(language), limits: compileLimits, inProgramFolder: true });
	const failure = failureOf(outcome, language);
	if (failure === undefined) return { ok: true, files: await sandbox.fetch(compiledMaxBytes) };
	const said = Buffer.concat([outcome.stderr, outcome.stdout]).toString();
	return shortened({ ok: false, message: outcome.status === 'exited' ? said : `${failure.reason}\n${said}` });
}

/** A compiler may have a lot to say. */
function shortened(compiled: Compiled): Compiled {
	return compiled.ok ? compiled : { ok: false, message: compiled.message.slice(0, shownMessageChars) };
}

export function toFiles(source: Source): SandboxFile[] {
	return source.files.map((file) => ({ name: file.name, content: Buffer.from(file.content), executable: false }));
}
