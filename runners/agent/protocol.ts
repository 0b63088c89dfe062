import { type RunCase, type RunLimits, type RunOutcome, runStatuses } from '../sandboxes/contract.ts';

/** The host's end of the frames that `frame.h` describes. Everything is little-endian. */

export const protocolVersion = 4;
/** An answer is never longer: the agent caps what it forwards, and this catches a stream that is not ours. */
export const maxFrameBytes = 1 << 30;
const headerBytes = 9;
const empty = Buffer.alloc(0);

export const request = { hello: 1, put: 2, seal: 3, wipe: 4, fetch: 5, run: 6, input: 7, end: 8, kill: 9, launch: 10 } as const;
export const answer = { hello: 65, ok: 66, refused: 67, fault: 68, file: 69, output: 70, outcome: 71 } as const;
export const runFlag = { live: 1, channel: 2, inProgramFolder: 4, keepBox: 8, fork: 16 } as const;
export const place = { program: 0, box: 1, freshBox: 2 } as const;
export const protection = { twoUsers: 1, memoryGroup: 2, cpuGroup: 4 } as const;

export interface Frame {
	readonly type: number;
	readonly tag: number;
	readonly body: Buffer;
}

const number = (size: number, value: number): Buffer => {
	const bytes = Buffer.allocUnsafe(size);
	if (size === 8) bytes.writeBigUInt64LE(BigInt(Math.round(value)));
	else bytes.writeUIntLE(value, 0, size);
	return bytes;
};
export const u8 = (value: number) => number(1, value);
export const u32 = (value: number) => number(4, value);
export const u64 = (value: number) => number(8, value);
export const text = (value: string | Buffer): Buffer[] => {
	const bytes = typeof value === 'string' ? Buffer.from(value) : value;
	return [u32(bytes.length), bytes];
};
const texts = (values: readonly string[]): Buffer[] => [u32(values.length), ...values.flatMap(text)];

export function encodeFrame(type: number, tag: number, parts: readonly Buffer[] = []): Buffer[] {
	const bodyBytes = parts.reduce((sum, part) => sum + part.length, 0);
	const head = Buffer.allocUnsafe(headerBytes);
	head.writeUInt32LE(bodyBytes + headerBytes - 4, 0);
	head.writeUInt8(type, 4);
	head.writeUInt32LE(tag, 5);
	return [head, ...parts];
}

export interface RunFields {
	readonly limits: RunLimits;
	readonly flags: number;
	readonly command: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly cases: readonly RunCase[];
}

export function encodeRun({ limits, flags, command, env, cases }: RunFields): Buffer[] {
	const fixed = Buffer.allocUnsafe(40);
	fixed.writeUInt32LE(limits.cpuMs, 0);
	fixed.writeUInt32LE(limits.wallMs, 4);
	fixed.writeBigUInt64LE(BigInt(limits.memoryKb), 8);
	fixed.writeBigUInt64LE(BigInt(limits.stdoutBytes), 16);
	fixed.writeBigUInt64LE(BigInt(limits.stderrBytes), 24);
	fixed.writeUInt32LE(limits.processes, 32);
	fixed.writeUInt32LE(flags, 36);
	const environment = Object.entries(env).map(([name, value]) => `${name}=${value}`);
	const bodies = cases.flatMap(({ stdin = empty, channel = empty }) => [...text(stdin), ...text(channel)]);
	return [fixed, ...texts(command), ...texts(environment), u32(cases.length), ...bodies];
}

/** A cursor over an answer's body; every read is checked, since a short body means that the stream is not ours. */
export class Reader {
	#at = 0;
	readonly #bytes: Buffer;

	constructor(bytes: Buffer) {
		this.#bytes = bytes;
	}
	#take(size: number): number {
		const at = this.#at;
		if (size > this.#bytes.length - at) throw new RangeError('short frame');
		this.#at += size;
		return at;
	}
	u8(): number {
		return this.#bytes.readUInt8(this.#take(1));
	}
	u32(): number {
		return this.#bytes.readUInt32LE(this.#take(4));
	}
	u64(): number {
		return Number(this.#bytes.readBigUInt64LE(this.#take(8)));
	}
	text(): Buffer {
		const size = this.u32();
		const at = this.#take(size);
		return this.#bytes.subarray(at, at + size);
	}
}

export function decodeOutcome(body: Buffer): RunOutcome {
	const reader = new Reader(body);
	const status = runStatuses[reader.u8()];
	if (status === undefined) throw new RangeError('unknown run status');
	return {
		status,
		stderrTruncated: reader.u8() !== 0,
		exitCode: reader.u32(),
		signal: reader.u32(),
		cpuMs: reader.u64() / 1000,
		wallMs: reader.u64() / 1000,
		starvedMs: reader.u64() / 1000,
		memoryKb: reader.u64(),
		refusedCall: reader.text().toString(),
		strayWrite: reader.u8() !== 0,
		stdout: reader.text(),
		stderr: reader.text(),
		channel: reader.text(),
	};
}

/** Cuts a byte stream into frames; throws `RangeError` when it is no stream of frames. */
export class FrameSplitter {
	#chunks: Buffer[] = [];
	#bytes = 0;

	*push(chunk: Buffer): Generator<Frame> {
		this.#chunks.push(chunk);
		this.#bytes += chunk.length;
		for (;;) {
			const head = this.#peek(headerBytes);
			if (head === undefined) return;
			const size = head.readUInt32LE(0) + 4;
			if (size < headerBytes || size > maxFrameBytes) throw new RangeError('not a frame');
			if (this.#bytes < size) return;
			const frame = this.#shift(size);
			yield { type: frame.readUInt8(4), tag: frame.readUInt32LE(5), body: frame.subarray(headerBytes) };
		}
	}

	#peek(size: number): Buffer | undefined {
		if (this.#bytes < size) return undefined;
		const first = this.#chunks[0];
		if (first !== undefined && first.length >= size) return first;
		this.#chunks = [Buffer.concat(this.#chunks)];
		return this.#chunks[0];
	}

	#shift(size: number): Buffer {
		const first = this.#chunks[0];
		const all = first !== undefined && first.length >= size ? first : Buffer.concat(this.#chunks);
		if (all !== first) this.#chunks = [all];
		this.#bytes -= size;
		if (all.length === size) this.#chunks.shift();
		else this.#chunks[0] = all.subarray(size);
		return all.subarray(0, size);
	}
}
