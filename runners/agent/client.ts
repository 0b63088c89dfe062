import type { Readable, Writable } from 'node:stream';
import {
	type LaunchSpec,
	type LiveRun,
	type RunOutcome,
	type RunSpec,
	type Sandbox,
	SandboxFault,
	type SandboxFile,
} from '../sandboxes/contract.ts';
import {
	answer,
	decodeOutcome,
	encodeFrame,
	encodeRun,
	type Frame,
	FrameSplitter,
	place,
	protocolVersion,
	Reader,
	request,
	runFlag,
	text,
	u8,
	u32,
	u64,
} from './protocol.ts';

/** What a wall gives: the agent's streams, and how to end everything behind them. */
export interface AgentConnection {
	readonly id: string;
	readonly stdin: Writable;
	readonly stdout: Readable;
	/** Settles when everything inside is dead and released; may be called more than once. */
	destroy(): Promise<void>;
	/** Settles with words for the log when the agent has ended; never rejects. */
	readonly ended: Promise<string>;
}

/** However long a run may take by its limits, the host gives up this much after. */
const graceMs = 30_000;
const starvedFactor = 8;
const plainRequestMs = 60_000;
const startMs = 20_000;

interface Pending {
	readonly onFrame: (frame: Frame) => void;
	readonly onFault: (fault: SandboxFault) => void;
	readonly timer: NodeJS.Timeout;
}

const empty = Buffer.alloc(0);

/** A `Sandbox` over any connection to an agent: the same for every wall. */
export class AgentSandbox implements Sandbox {
	readonly id: string;
	/** Bits of `protection`, as the agent reported them. */
	protections = 0;
	readonly #connection: AgentConnection;
	readonly #splitter = new FrameSplitter();
	readonly #pending = new Map<number, Pending>();
	#tag = 0;
	#fault: SandboxFault | undefined;

	private constructor(connection: AgentConnection) {
		this.id = connection.id;
		this.#connection = connection;
		connection.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
		connection.stdout.on('error', (cause) => this.#fail(new SandboxFault('reading from the agent failed', { cause })));
		connection.stdin.on('error', (cause) => this.#fail(new SandboxFault('writing to the agent failed', { cause })));
		void connection.ended.then((why) => this.#fail(new SandboxFault(`the agent ended: ${why}`)));
	}

	/** Greets the agent; rejects with `SandboxFault` when it does not answer as one. */
	static async connect(connection: AgentConnection): Promise<AgentSandbox> {
		const sandbox = new AgentSandbox(connection);
		try {
			const [hello] = await sandbox.#ask(request.hello, [u32(protocolVersion)], answer.hello, startMs);
			const reader = new Reader(hello?.body ?? empty);
			if (reader.u32() !== protocolVersion) throw new SandboxFault('the agent speaks another version of the protocol');
			sandbox.protections = reader.u32();
			return sandbox;
		} catch (error) {
			await connection.destroy();
			throw error;
		}
	}

	async put(files: readonly SandboxFile[], where: 'program' | 'box' = 'program'): Promise<void> {
		await Promise.all(
			files.map((file, index) => {
				const to = where === 'program' ? place.program : index === 0 ? place.freshBox : place.box;
				return this.#ask(
					request.put,
					[u8(to), u8(file.executable ? 1 : 0), ...text(file.name), ...text(file.content)],
					answer.ok,
					plainRequestMs,
				);
			}),
		);
	}

	async fetch(maxBytes: number): Promise<readonly SandboxFile[]> {
		const frames = await this.#ask(request.fetch, [u64(maxBytes)], answer.ok, plainRequestMs);
		return frames
			.filter((frame) => frame.type === answer.file)
			.map((frame) => {
				const reader = new Reader(frame.body);
				return { executable: reader.u8() !== 0, name: reader.text().toString(), content: reader.text() };
			});
	}

	async seal(): Promise<void> {
		await this.#ask(request.seal, [], answer.ok, plainRequestMs);
	}

	async wipe(): Promise<void> {
		await this.#ask(request.wipe, [], answer.ok, plainRequestMs);
	}

	async run(spec: RunSpec): Promise<RunOutcome> {
		const frames = await this.#ask(request.run, encodeRun(runFields(spec, 0)), answer.outcome, patienceMs(spec));
		return outcomeOf(frames);
	}

	open(spec: RunSpec, onData: (fd: 1 | 3, bytes: Buffer) => void): LiveRun {
		const tag = this.#nextTag();
		const outcome = this.#ask(request.run, encodeRun(runFields(spec, runFlag.live)), answer.outcome, patienceMs(spec), tag, (frame) => {
			const reader = new Reader(frame.body);
			onData(reader.u8() === 3 ? 3 : 1, reader.text());
		}).then(outcomeOf);
		const send = (type: number, parts: Buffer[]) => {
			if (this.#pending.has(tag)) this.#send(type, tag, parts);
		};
		return {
			outcome,
			write: (fd, bytes) => send(request.input, [u8(fd), ...text(bytes)]),
			end: (fd) => send(request.end, [u8(fd)]),
			kill: () => send(request.kill, []),
		};
	}

	async launch(spec: LaunchSpec): Promise<{ ok: true } | { ok: false; message: string }> {
		const fields = { limits: spec.limits, flags: 0, command: spec.command, env: spec.env ?? {}, input: spec.program, channel: empty };
		const frames = await this.#ask(request.launch, encodeRun(fields), answer.ok, spec.limits.wallMs * starvedFactor + graceMs);
		const last = frames.at(-1);
		return last?.type === answer.refused ? { ok: false, message: new Reader(last.body).text().toString() } : { ok: true };
	}

	async close(): Promise<void> {
		this.#fail(new SandboxFault('the sandbox was closed'));
		await this.#connection.destroy();
	}

	[Symbol.asyncDispose](): Promise<void> {
		return this.close();
	}

	/** Sends a request; resolves with all frames of its answer, the closing one last. */
	#ask(
		type: number,
		parts: readonly Buffer[],
		closing: number,
		patience: number,
		tag = this.#nextTag(),
		onOutput?: (frame: Frame) => void,
	): Promise<Frame[]> {
		const { promise, resolve, reject } = Promise.withResolvers<Frame[]>();
		const frames: Frame[] = [];
		const settle = () => {
			clearTimeout(this.#pending.get(tag)?.timer);
			this.#pending.delete(tag);
		};
		this.#pending.set(tag, {
			timer: setTimeout(() => this.#fail(new SandboxFault(`the agent did not answer within ${patience} ms`)), patience),
			onFault: reject,
			onFrame: (frame) => {
				if (frame.type === answer.output) return onOutput?.(frame);
				frames.push(frame);
				if (frame.type === answer.file) return;
				settle();
				if (frame.type === closing || frame.type === answer.refused) return resolve(frames);
				const words = frame.type === answer.fault ? new Reader(frame.body).text().toString() : `unexpected answer ${frame.type}`;
				this.#fail(new SandboxFault(words), reject);
			},
		});
		if (this.#fault === undefined) this.#send(type, tag, parts);
		else {
			settle();
			reject(this.#fault);
		}
		return promise;
	}

	#send(type: number, tag: number, parts: readonly Buffer[]): void {
		const { stdin } = this.#connection;
		stdin.cork();
		for (const part of encodeFrame(type, tag, parts)) stdin.write(part);
		stdin.uncork();
	}

	#receive(chunk: Buffer): void {
		try {
			for (const frame of this.#splitter.push(chunk)) this.#pending.get(frame.tag)?.onFrame(frame);
		} catch (cause) {
			this.#fail(new SandboxFault('the agent sent something that is not a frame', { cause }));
		}
	}

	/** After a fault nothing that this sandbox says can be trusted. */
	#fail(fault: SandboxFault, alsoReject?: (fault: SandboxFault) => void): void {
		this.#fault ??= fault;
		alsoReject?.(fault);
		for (const pending of this.#pending.values()) {
			clearTimeout(pending.timer);
			pending.onFault(fault);
		}
		this.#pending.clear();
	}

	#nextTag(): number {
		this.#tag = (this.#tag + 1) >>> 0;
		return this.#tag;
	}
}

function runFields(spec: RunSpec, flags: number) {
	return {
		limits: spec.limits,
		flags:
			flags |
			(spec.channel === undefined ? 0 : runFlag.channel) |
			(spec.inProgramFolder ? runFlag.inProgramFolder : 0) |
			(spec.keepBox ? runFlag.keepBox : 0) |
			(spec.command === undefined ? runFlag.fork : 0),
		command: spec.command ?? [],
		env: spec.env ?? {},
		input: spec.stdin ?? empty,
		channel: spec.channel ?? empty,
	};
}

function patienceMs(spec: RunSpec): number {
	return spec.limits.wallMs * starvedFactor + graceMs;
}

function outcomeOf(frames: readonly Frame[]): RunOutcome {
	return decodeOutcome(frames.at(-1)?.body ?? empty);
}
