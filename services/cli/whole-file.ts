import { type FileHandle, open, rename, stat, unlink, writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { AssayError } from '../errors.ts';

/** Writes a file all or not at all: a reader never sees half of it. `mode`: its permissions. */
export async function writeWhole(file: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
	const half = halfOf(file);
	await writeFile(half, content, { mode });
	await rename(half, file);
}

export const toJsonLines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

const halfOf = (file: string): string => `${file}.${process.pid}.part`;

/** Throws `invalid_request` when a file of that name is there, unless `force`. */
export async function refuseToOverwrite(file: string, force: boolean): Promise<void> {
	if (force || !(await stat(file).catch(() => undefined))?.isFile()) return;
	throw new AssayError('invalid_request', `${file} is there already`, { hint: '--force overwrites it.' });
}

/** JSON Lines as they come; the file is there when it is `done`, and not at all when it is disposed before. */
export interface LinesSink extends AsyncDisposable {
	write(value: unknown): Promise<void>;
	done(): Promise<void>;
}

/** `-` is standard output; what is no plain file (a pipe, a device) is written as it comes. */
export async function openLines(file: string, stdout: Writable): Promise<LinesSink> {
	if (file === '-') return new StreamSink(stdout);
	const there = await stat(file).catch(() => undefined);
	if (there !== undefined && !there.isFile()) return new FileSink(await open(file, 'w'));
	const half = halfOf(file);
	return new FileSink(await open(half, 'w'), { half, file });
}

class StreamSink implements LinesSink {
	readonly #stream: Writable;

	constructor(stream: Writable) {
		this.#stream = stream;
	}

	/** Waits when the other end is slow. */
	async write(value: unknown): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.#stream.write(`${JSON.stringify(value)}\n`, (error) => (error ? reject(error) : resolve()));
		});
	}

	async done(): Promise<void> {}

	async [Symbol.asyncDispose](): Promise<void> {}
}

class FileSink implements LinesSink {
	readonly #stream: Writable;
	readonly #lines: StreamSink;
	readonly #names: { readonly half: string; readonly file: string } | undefined;
	#done = false;

	constructor(handle: FileHandle, names?: { readonly half: string; readonly file: string }) {
		this.#stream = handle.createWriteStream();
		this.#stream.on('error', () => undefined); // the write that fails says so
		this.#lines = new StreamSink(this.#stream);
		this.#names = names;
	}

	async write(value: unknown): Promise<void> {
		await this.#lines.write(value);
	}

	async done(): Promise<void> {
		await this.#end();
		if (this.#names !== undefined) await rename(this.#names.half, this.#names.file);
		this.#done = true;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		if (this.#done) return;
		await this.#end().catch(() => undefined);
		if (this.#names !== undefined) await unlink(this.#names.half).catch(() => undefined);
	}

	async #end(): Promise<void> {
		this.#stream.end();
		await finished(this.#stream);
	}
}
