import { encodeFrame, type Frame, FrameSplitter, Reader, text, u32 } from '../../runners/agent/protocol.ts';
import type { CompileServer, Language, Source, SourceFile } from '../../runners/languages/contract.ts';
import type { LiveRun, RunLimits, Sandbox, SandboxFile } from '../../runners/sandboxes/contract.ts';
import type { PoolStats, SandboxPool } from '../../runners/sandboxes/pool.ts';
import type { Compiled } from './compiled.ts';
import { envOf } from './prepare.ts';

/** Of a compiler's whole life, after which there is another: what it has piled up, and an idle one's memory, go with it. */
const lifeLimits: RunLimits = {
	cpuMs: 600_000,
	wallMs: 600_000,
	memoryKb: 1024 * 1024,
	stdoutBytes: 256 << 20,
	stderrBytes: 1 << 16,
	processes: 128,
};
const answerWithinMs = 30_000;
/** After so many sources there is another, too, */
const usualSourcesMost = 1000;
/** or after so many bytes of answers: the next one is still within the limit, and no answer is longer than that. */
const answersMostBytes = lifeLimits.stdoutBytes / 2;
/** How long an answer is waited for. */
interface Patience {
	readonly withinMs?: number;
	readonly signal?: AbortSignal | undefined;
}
/** The frames of a compiler, which are numbered like the agent's. */
const said = { ready: 65, ok: 66, refused: 67, unanswered: 68, file: 69 } as const;

/**
 * Compilers that stay warm, for the languages that have one, each in a sandbox in which no
 * program ever runs, of a pool of its language. They only ever shorten the way: what one does
 * not answer, in its time and with the compiler's own word, is for the language's command, whose
 * limits and failures are the program's. One that owes an answer is thrown away with its sandbox.
 */
export class WarmCompilers implements AsyncDisposable {
	readonly #openPool: (nth: number) => SandboxPool;
	readonly #onFault: (fault: unknown) => undefined;
	readonly #sourcesMost: number;
	readonly #pools = new Map<string, SandboxPool>();
	readonly #running = new WeakMap<Sandbox, WarmCompiler>();
	/** Languages whose compiler cannot be started here: set-up has not made it, or for another version. */
	readonly #missing = new Set<string>();

	/** `openPool` is asked once for each language that needs a pool, with 0, 1 and so on. */
	constructor(openPool: (nth: number) => SandboxPool, onFault: (fault: unknown) => void, sourcesMost = usualSourcesMost) {
		this.#openPool = openPool;
		this.#onFault = (fault) => void onFault(fault);
		this.#sourcesMost = sourcesMost;
	}

	/** Undefined: the language's command is to be asked. Never rejects. */
	async compile(language: Language, source: Source, patience: Patience = {}): Promise<Compiled | undefined> {
		const { name, compileServer } = language;
		const file = aloneIn(source, language);
		if (compileServer === undefined || file === undefined || compileServer.refuses?.(file.content)) return undefined;
		if (this.#missing.has(name)) return undefined;
		const lease = await this.#poolOf(name).acquire({ language: name, prefer: name }).catch(this.#onFault);
		if (lease === undefined) return undefined;
		if (patience.signal?.aborted) {
			lease.release(lease.loaded);
			return undefined;
		}
		const known = lease.loaded === name ? this.#running.get(lease.sandbox) : undefined;
		const compiler = known === undefined || known.ended ? new WarmCompiler(lease.sandbox, language, compileServer) : known;
		this.#running.set(lease.sandbox, compiler);
		const compiled = await compiler.compile(compileServer.arguments(source), file, patience);
		if (compiler.cannotStart) this.#missing.add(name);
		if (compiler.owes) lease.discard();
		else lease.release(compiler.sources < this.#sourcesMost && compiler.answeredBytes < answersMostBytes ? name : undefined);
		return compiled;
	}

	stats(): readonly PoolStats[] {
		return [...this.#pools.values()].map((pool) => pool.stats());
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
	}

	#poolOf(language: string): SandboxPool {
		const pool = this.#pools.get(language) ?? this.#openPool(this.#pools.size);
		this.#pools.set(language, pool);
		return pool;
	}
}

/**
 * The text of a program that is one, by the name that its language gives it. Beside others it could find
 * what a compiler loads into itself, and a name of its author's choice could be one of the compiler's options.
 */
function aloneIn({ files: [file, ...others] }: Source, { layout }: Language): SourceFile | undefined {
	return file !== undefined && others.length === 0 && layout(file.content).main === file.name ? file : undefined;
}

class WarmCompiler {
	readonly #live: LiveRun;
	readonly #frames = new FrameSplitter();
	#files: SandboxFile[] = [];
	#answer: ((compiled: Compiled | undefined) => void) | undefined;
	/** How many it has been given. */
	sources = 0;
	answeredBytes = 0;
	/** Whether it has not said anything on the last one. */
	owes = false;
	ended = false;
	/** Whether it has ended by itself before it was ready. */
	cannotStart = false;
	#ready = false;

	constructor(sandbox: Sandbox, language: Language, { command }: CompileServer) {
		this.#live = sandbox.open({ command, env: envOf(language), limits: lifeLimits }, (_, bytes) => {
			for (const frame of this.#frames.push(bytes)) this.#receive(frame);
		});
		const end = () => {
			this.ended = true;
			this.#answer?.(undefined);
		};
		this.#live.outcome.then(({ status }) => {
			this.cannotStart = status === 'exited' && !this.#ready;
			end();
		}, end);
	}

	/** Undefined when it had no answer in its time, or none at all. */
	async compile(options: readonly string[], { name, content }: SourceFile, patience: Patience): Promise<Compiled | undefined> {
		const { promise, resolve } = Promise.withResolvers<Compiled | undefined>();
		const { withinMs = answerWithinMs, signal } = patience;
		const giveUp = () => resolve(undefined);
		const timer = setTimeout(giveUp, Math.min(withinMs, answerWithinMs));
		signal?.addEventListener('abort', giveUp, { once: true });
		this.sources++;
		this.owes = true;
		this.#answer = resolve;
		const body = [u32(options.length), ...options.flatMap(text), ...text(name), ...text(content)];
		this.#live.write(0, Buffer.concat(encodeFrame(0, 0, body)));
		try {
			return await promise;
		} finally {
			clearTimeout(timer);
			signal?.removeEventListener('abort', giveUp);
		}
	}

	#receive({ type, body }: Frame): void {
		const reader = new Reader(body);
		this.answeredBytes += body.length;
		if (type === said.file) this.#files.push(fileOf(reader));
		else if (type === said.ok) this.#say({ ok: true, files: this.#files });
		else if (type === said.refused) this.#say({ ok: false, message: reader.text().toString() });
		else if (type === said.unanswered) this.#say(undefined);
		else if (type === said.ready) this.#ready = true;
		else this.#live.kill();
	}

	/** And keeps nothing of it, which may be large. */
	#say(compiled: Compiled | undefined): void {
		this.owes = false;
		this.#answer?.(compiled);
		this.#answer = undefined;
		this.#files = [];
	}
}

function fileOf(reader: Reader): SandboxFile {
	const executable = reader.u8() === 1;
	return { name: reader.text().toString(), content: reader.text(), executable };
}
