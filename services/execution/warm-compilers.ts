import { encodeFrame, type Frame, FrameSplitter, Reader, text, u32 } from '../../runners/agent/protocol.ts';
import type { CompileServer, Language, Source } from '../../runners/languages/contract.ts';
import type { LiveRun, RunLimits, RunStatus, Sandbox, SandboxFile } from '../../runners/sandboxes/contract.ts';
import type { SandboxPool } from '../../runners/sandboxes/pool.ts';
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
/** The frames of CompileServer.java. */
const said = { ready: 65, ok: 66, refused: 67, file: 69 } as const;

/**
 * Compilers that stay warm, for the languages that have one, each in a sandbox in which no
 * program ever runs. They only ever shorten the way: what one does not answer, in its time
 * and with the compiler's own word, is for the language's command, whose limits and
 * failures are the program's.
 */
export class WarmCompilers {
	readonly #pool: SandboxPool;
	readonly #onFault: (fault: unknown) => undefined;
	readonly #running = new WeakMap<Sandbox, WarmCompiler>();

	constructor(pool: SandboxPool, onFault: (fault: unknown) => void) {
		this.#pool = pool;
		this.#onFault = (fault) => void onFault(fault);
	}

	/** Undefined: the language's command is to be asked. Never rejects. */
	async compile(language: Language, source: Source): Promise<Compiled | undefined> {
		const { name, compileServer } = language;
		if (compileServer === undefined) return undefined;
		const lease = await this.#pool.acquire({ language: name, prefer: name }).catch(this.#onFault);
		if (lease === undefined) return undefined;
		const known = lease.loaded === name ? this.#running.get(lease.sandbox) : undefined;
		const compiler = known === undefined || known.ended !== undefined ? new WarmCompiler(lease.sandbox, language, compileServer) : known;
		this.#running.set(lease.sandbox, compiler);
		const compiled = await compiler.compile(compileServer.arguments(source), source);
		if (compiled !== undefined) lease.release(name);
		else if (compiler.ended === 'exited') lease.release();
		else lease.discard();
		return compiled;
	}
}

class WarmCompiler {
	readonly #live: LiveRun;
	readonly #frames = new FrameSplitter();
	#files: SandboxFile[] = [];
	#answer: ((compiled: Compiled | undefined) => void) | undefined;
	/** How, once it has. */
	ended: RunStatus | 'fault' | undefined;

	constructor(sandbox: Sandbox, language: Language, { command }: CompileServer) {
		this.#live = sandbox.open({ command, env: envOf(language), limits: lifeLimits }, (_, bytes) => {
			for (const frame of this.#frames.push(bytes)) this.#receive(frame);
		});
		const end = (how: RunStatus | 'fault') => {
			this.ended = how;
			this.#answer?.(undefined);
		};
		this.#live.outcome.then(
			({ status }) => end(status),
			() => end('fault'),
		);
	}

	/** Undefined when it ended before it had an answer. */
	async compile(options: readonly string[], { files }: Source): Promise<Compiled | undefined> {
		const { promise, resolve } = Promise.withResolvers<Compiled | undefined>();
		const timer = setTimeout(() => this.#live.kill(), answerWithinMs);
		this.#answer = resolve;
		this.#files = [];
		const texts = files.flatMap(({ name, content }) => [...text(name), ...text(content)]);
		const body = [u32(options.length), ...options.flatMap(text), u32(files.length), ...texts];
		this.#live.write(0, Buffer.concat(encodeFrame(0, 0, body)));
		try {
			return await promise;
		} finally {
			clearTimeout(timer);
		}
	}

	#receive({ type, body }: Frame): void {
		const reader = new Reader(body);
		if (type === said.file) this.#files.push({ name: reader.text().toString(), content: reader.text(), executable: false });
		else if (type === said.ok) this.#answer?.({ ok: true, files: this.#files });
		else if (type === said.refused) this.#answer?.({ ok: false, message: reader.text().toString() });
		else if (type !== said.ready) this.#live.kill();
	}
}
