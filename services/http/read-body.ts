import type { IncomingHttpHeaders } from 'node:http';
import { PassThrough, type Readable, type Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { AssayError } from '../errors.ts';

export interface BodyLimits {
	/** As sent. */
	readonly wireBytes: number;
	/** After decompression. */
	readonly expandedBytes: number;
}

const outputChunkBytes = 64 * 1024;

/**
 * Reads and decompresses a request body. Both sizes are counted while it streams,
 * and the decoder is destroyed at the first byte too many, so a bomb costs no more
 * than its limit. What is left of a refused body is read and dropped, within bounds, since
 * a client that still writes when the connection closes never sees the answer.
 */
export async function readBody(payload: Readable, headers: IncomingHttpHeaders, limits: BodyLimits): Promise<Buffer> {
	try {
		return await expand(payload, headers, limits);
	} catch (error) {
		await drop(payload, limits.wireBytes * droppedFactor);
		throw error;
	}
}

async function expand(payload: Readable, headers: IncomingHttpHeaders, limits: BodyLimits): Promise<Buffer> {
	const tooLarge = (bytes: number, when: string) => new AssayError('body_too_large', `the body is larger than ${bytes} bytes ${when}`);
	if (Number(headers['content-length']) > limits.wireBytes) throw tooLarge(limits.wireBytes, 'as sent');
	const decoder = decoderFor(headers['content-encoding']);
	const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
	const chunks: Buffer[] = [];
	let received = 0;
	let expanded = 0;
	const fail = (error: Error) => {
		payload.unpipe(decoder);
		decoder.destroy();
		reject(error);
	};
	payload.on('data', (chunk: Buffer) => {
		received += chunk.length;
		if (received > limits.wireBytes) fail(tooLarge(limits.wireBytes, 'as sent'));
	});
	payload.once('error', (cause) => fail(new AssayError('invalid_request', 'the connection broke before the body was complete', { cause })));
	decoder.on('data', (chunk: Buffer) => {
		expanded += chunk.length;
		chunks.push(chunk);
		if (expanded > limits.expandedBytes) fail(tooLarge(limits.expandedBytes, 'when decompressed'));
	});
	decoder.once('error', (cause) =>
		fail(new AssayError('invalid_request', `the body is not valid ${headers['content-encoding']}`, { cause })),
	);
	decoder.once('end', () => resolve(Buffer.concat(chunks, expanded)));
	payload.pipe(decoder);
	return await promise;
}

/** So many times what a body may have is read on for the sake of the answer. */
const droppedFactor = 4;

/** Reads on and keeps nothing, until the end or so many bytes. */
async function drop(payload: Readable, most: number): Promise<void> {
	if (payload.readableEnded || payload.destroyed) return;
	await new Promise<void>((resolve) => {
		let left = most;
		payload.on('data', (chunk: Buffer) => {
			left -= chunk.length;
			if (left < 0) resolve();
		});
		for (const end of ['end', 'close', 'error']) payload.once(end, () => resolve());
		payload.resume();
	});
}

function decoderFor(encoding = 'identity'): Transform {
	switch (encoding.trim().toLowerCase()) {
		case 'identity':
		case '':
			return new PassThrough();
		case 'gzip':
		case 'x-gzip':
			return createGunzip({ chunkSize: outputChunkBytes });
		case 'zstd':
			return createZstdDecompress({ chunkSize: outputChunkBytes });
		default:
			throw new AssayError('unsupported_media_type', `content encoding ${JSON.stringify(encoding)} is not supported`, {
				hint: 'Send the body plain, or with gzip or zstd.',
			});
	}
}
