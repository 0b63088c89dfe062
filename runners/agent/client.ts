import type { Readable, Writable } from 'node:stream';
import {
	type LaunchSpec,
	type LiveRun,
	type RunCase,
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
	type RunFields,
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
/** What most requests are answered with. */
const plainly = { closing: answer.ok, patienceMs: plainRequestMs };

interface Pending {
	readonly onFrame: (frame: Frame) => void;
	readonly onFault: (fault: SandboxFault) => void;
	/** The agent is given up after so long without a word while this request is the one it works on. */
	readonly patienceMs: number;
}

/** How the frames of one answer are told apart. */
interface Expected {
	/** The type of the frames that close the answer, and how many of them do. */
	readonly closing: number;
	readonly times?: number;
	readonly patienceMs: number;
	readonly tag?: number;
	/** Called with each frame as it comes: output, files, and those that close. What it cannot read is a fault of the agent. */
	readonly onFrame?: (frame: Frame) => void;
}

/** A `Sandbox` over any connection to an agent: the same for every wall. */
export class AgentSandbox implements Sandbox {
	readonly id: string;
	/** Bits of `protection`, as the agent reported them. */
	protections = 0;
	readonly #connection: AgentConnection;
	readonly #splitter = new FrameSplitter();
	readonly #pending = new Map<number, Pending>();
	/** Tags of the runs that are open. */
	readonly #live = new Set<number>();
	#tag = 0;
	#corked = false;
	#fault: SandboxFault | undefined;
	#timer: NodeJS.Timeout | undefined;

	private constructor(connection: AgentConnection) {
		this.id = connection.id;
		this.#connection = connection;
		connection.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
		// A broken stream is only the sign that the agent is gone; why it is gone is what `ended` says.
		for (const stream of [connection.stdin, connection.stdout]) stream.on('error', () => void connection.destroy());
		void connection.ended.then((why) => this.#fail(new SandboxFault(`the agent ended: ${why}`)));
	}

	/** Greets the agent; rejects with `SandboxFault` when it does not answer as one. */
	static async connect(connection: AgentConnection): Promise<AgentSandbox> {
		const sandbox = new AgentSandbox(connection);
		try {
			const hello = await sandbox.#ask(request.hello, [u32(protocolVersion)], { closing: answer.hello, patienceMs: startMs });
			const reader = new Reader(hello.body);
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
				return this.#ask(request.put, [u8(to), u8(file.executable ? 1 : 0), ...text(file.name), ...text(file.content)], plainly);
			}),
		);
	}

	async fetch(maxBytes: number): Promise<readonly SandboxFile[]> {
		const files: SandboxFile[] = [];
		const onFrame = ({ type, body }: Frame) => {
			if (type !== answer.file) return;
			const reader = new Reader(body);
			files.push({ executable: reader.u8() !== 0, name: reader.text().toString(), content: reader.text() });
		};
		await this.#ask(request.fetch, [u64(maxBytes)], { ...plainly, onFrame });
		return files;
	}

	async seal(): Promise<void> {
		await this.#ask(request.seal, [], plainly);
	}

	async wipe(): Promise<void> {
		for (const tag of this.#live) this.#send(request.kill, tag, []);
		await this.#ask(request.wipe, [], plainly);
	}

	async run(spec: RunSpec): Promise<RunOutcome> {
		const { promise, resolve } = Promise.withResolvers<RunOutcome>();
		await this.runAll(spec, [spec], resolve);
		return promise;
	}

	async runAll(spec: RunSpec, cases: readonly RunCase[], onOutcome: (outcome: RunOutcome, index: number) => void): Promise<void> {
		if (cases.length === 0) return;
		let index = 0;
		await this.#ask(request.run, encodeRun(runFields(spec, cases, 0)), {
			closing: answer.outcome,
			times: cases.length,
			patienceMs: patienceMs(spec),
			onFrame: ({ type, body }) => {
				if (type === answer.outcome) onOutcome(decodeOutcome(body), index++);
			},
		});
	}

	open(spec: RunSpec, onData: (fd: 1 | 3, bytes: Buffer) => void): LiveRun {
		const tag = this.#nextTag();
		this.#live.add(tag);
		const { promise: outcome, resolve, reject } = Promise.withResolvers<RunOutcome>();
		this.#ask(request.run, encodeRun(runFields(spec, [spec], runFlag.live)), {
			closing: answer.outcome,
			patienceMs: patienceMs(spec),
			tag,
			onFrame: ({ type, body }) => {
				if (type === answer.outcome) return resolve(decodeOutcome(body));
				const reader = new Reader(body);
				onData(reader.u8() === 3 ? 3 : 1, reader.text());
			},
		})
			.catch(reject)
			.finally(() => this.#live.delete(tag));
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
		const { limits, command, env = {}, program, channel = false } = spec;
		const fields = { limits, flags: channel ? runFlag.channel : 0, command, env, cases: [{ stdin: program }] };
		const last = await this.#ask(request.launch, encodeRun(fields), { closing: answer.ok, patienceMs: patienceMs(spec) });
		return last.type === answer.refused ? { ok: false, message: new Reader(last.body).text().toString() } : { ok: true };
	}

	async close(): Promise<void> {
		this.#fail(new SandboxFault('the sandbox was closed'));
		await this.#connection.destroy();
	}

	[Symbol.asyncDispose](): Promise<void> {
		return this.close();
	}

	/** Sends a request; resolves with the frame that ends its answer. */
	#ask(type: number, parts: readonly Buffer[], expected: Expected): Promise<Frame> {
		const { closing, patienceMs, onFrame, tag = this.#nextTag() } = expected;
		const { promise, resolve, reject } = Promise.withResolvers<Frame>();
		if (this.#fault !== undefined) {
			reject(this.#fault);
			return promise;
		}
		let left = expected.times ?? 1;
		const receive = (frame: Frame) => {
			if (frame.type === closing || frame.type === answer.output || frame.type === answer.file) onFrame?.(frame);
			if (frame.type === answer.output || frame.type === answer.file) return;
			if (frame.type === closing && --left > 0) return;
			this.#pending.delete(tag);
			if (frame.type === closing || frame.type === answer.refused) return resolve(frame);
			const words = frame.type === answer.fault ? new Reader(frame.body).text().toString() : `unexpected answer ${frame.type}`;
			this.#fail(new SandboxFault(words), reject);
		};
		this.#pending.set(tag, { patienceMs, onFault: reject, onFrame: receive });
		if (this.#pending.size === 1) this.#wait();
		this.#send(type, tag, parts);
		return promise;
	}

	/** Gives the agent the time again that the request at the head, the one it works on, may be without a word. */
	#wait(): void {
		clearTimeout(this.#timer);
		const [head] = this.#pending.values();
		if (head === undefined) return;
		const { patienceMs } = head;
		this.#timer = setTimeout(() => this.#fail(new SandboxFault(`the agent was silent for ${patienceMs} ms`)), patienceMs);
	}

	/** All that is sent in one turn goes out in one write: each write wakes the agent up. */
	#send(type: number, tag: number, parts: readonly Buffer[]): void {
		const { stdin } = this.#connection;
		if (!this.#corked) {
			this.#corked = true;
			stdin.cork();
			setImmediate(() => {
				this.#corked = false;
				stdin.uncork();
			});
		}
		for (const part of encodeFrame(type, tag, parts)) stdin.write(part);
	}

	#receive(chunk: Buffer): void {
		try {
			for (const frame of this.#splitter.push(chunk)) this.#pending.get(frame.tag)?.onFrame(frame);
			this.#wait();
		} catch (cause) {
			this.#fail(new SandboxFault('the agent sent something that is not a frame', { cause }));
		}
	}

	/** After a fault nothing that this sandbox says can be trusted. */
	#fail(fault: SandboxFault, alsoReject?: (fault: SandboxFault) => void): void {
		this.#fault ??= fault;
		alsoReject?.(fault);
		for (const pending of this.#pending.values()) pending.onFault(fault);
		this.#pending.clear();
		clearTimeout(this.#timer);
	}

	#nextTag(): number {
		this.#tag = (this.#tag + 1) >>> 0;
		return this.#tag;
	}
}

function runFields(spec: RunSpec, cases: readonly RunCase[], flags: number): RunFields {
	return {
		limits: spec.limits,
		flags:
			flags |
			(cases[0]?.channel === undefined ? 0 : runFlag.channel) |
			(spec.inProgramFolder ? runFlag.inProgramFolder : 0) |
			(spec.keepBox ? runFlag.keepBox : 0) |
			(spec.command === undefined ? runFlag.fork : 0),
		command: spec.command ?? [],
		env: spec.env ?? {},
		cases,
	};
}

function patienceMs({ limits }: Pick<RunSpec, 'limits'>): number {
	return limits.wallMs * starvedFactor + graceMs;
}
