import { Readable } from 'node:stream';

const headerBytes = 8;
const stdoutStream = 1;
const stderrStream = 2;

/**
 * Takes apart what a container engine makes of a container's two streams: pieces, each
 * after a header of 8 bytes (the stream, three zeros, the length). A piece is passed on
 * as it comes and never gathered, so its length is only counted down. Yields stdout, and
 * reads no faster than that is read; stderr goes to `onStderr`. What is no header is an
 * error of the stream.
 */
export function demultiplex(source: Readable, onStderr: (bytes: Buffer) => void): Readable {
	const stdout = new Readable({
		read: () => void source.resume(),
		destroy: (error, done) => {
			source.destroy();
			done(error);
		},
	});
	const splitter = new PieceSplitter();
	source.on('data', (chunk: Buffer) => {
		try {
			splitter.push(chunk, (stream, bytes) => {
				if (stream === stderrStream) onStderr(bytes);
				else if (!stdout.push(bytes)) source.pause();
			});
		} catch (error) {
			stdout.destroy(error instanceof Error ? error : new Error(String(error)));
		}
	});
	source.on('error', (error) => stdout.destroy(error));
	source.on('end', () => stdout.push(null));
	source.on('close', () => stdout.push(null));
	return stdout;
}

class PieceSplitter {
	readonly #header = Buffer.alloc(headerBytes);
	#inHeader = 0;
	#left = 0;
	#stream = stdoutStream;

	push(chunk: Buffer, onPiece: (stream: number, bytes: Buffer) => void): void {
		let at = 0;
		while (at < chunk.length) {
			if (this.#left > 0) {
				const bytes = chunk.subarray(at, at + this.#left);
				this.#left -= bytes.length;
				at += bytes.length;
				onPiece(this.#stream, bytes);
				continue;
			}
			const taken = chunk.copy(this.#header, this.#inHeader, at, at + headerBytes - this.#inHeader);
			this.#inHeader += taken;
			at += taken;
			if (this.#inHeader === headerBytes) this.#begin();
		}
	}

	#begin(): void {
		const [stream = 0, a, b, c] = this.#header;
		if ((stream !== stdoutStream && stream !== stderrStream) || a !== 0 || b !== 0 || c !== 0) {
			throw new Error('the engine sent something that is not a piece of a stream');
		}
		this.#stream = stream;
		this.#left = this.#header.readUInt32BE(4);
		this.#inHeader = 0;
	}
}
