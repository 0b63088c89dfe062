import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demultiplex } from '../../../runners/sandboxes/docker/demultiplex.ts';

function piece(stream: number, bytes: Uint8Array, length = bytes.length): Buffer {
	const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
	header.writeUInt32BE(length, 4);
	return Buffer.concat([header, bytes]);
}

async function taken(chunks: readonly Buffer[]) {
	const source = new PassThrough();
	const errors: Buffer[] = [];
	const stdout = demultiplex(source, (bytes) => errors.push(bytes));
	for (const chunk of chunks) source.write(chunk);
	source.end();
	return { stdout: await buffer(stdout), stderr: Buffer.concat(errors) };
}

describe('The streams of a container', () => {
	it('are told apart wherever the pieces and what carries them are cut', async () => {
		const pieces = fc.array(fc.record({ stream: fc.constantFrom(1, 2), bytes: fc.uint8Array({ maxLength: 40 }) }), { maxLength: 20 });
		await fc.assert(
			fc.asyncProperty(pieces, fc.array(fc.nat(400), { maxLength: 30 }), async (sent, cuts) => {
				const whole = Buffer.concat(sent.map(({ stream, bytes }) => piece(stream, bytes)));
				const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b), whole.length];
				const chunks = places.slice(1).map((end, index) => whole.subarray(places[index], end));
				const of = (wanted: number) => Buffer.concat(sent.filter(({ stream }) => stream === wanted).map(({ bytes }) => Buffer.from(bytes)));
				expect(await taken(chunks.filter((chunk) => chunk.length > 0))).toEqual({ stdout: of(1), stderr: of(2) });
			}),
		);
	});

	it('are passed on as they come, whatever length a header claims', async () => {
		const source = new PassThrough();
		const stdout = demultiplex(source, () => undefined);
		source.write(piece(1, Buffer.from('begun'), 0xffff_ffff));
		const [first] = await Array.fromAsync(stdout.take(1));
		expect(String(first)).toBe('begun');
	});

	it('end with an error when they are not what an engine sends', async () => {
		for (const wrong of [Buffer.from('HTTP/1.1 500'), piece(3, Buffer.from('x')), Buffer.from([1, 0, 0, 1, 0, 0, 0, 1, 65])]) {
			await expect(taken([wrong])).rejects.toThrow('not a piece of a stream');
		}
	});

	it('are read no faster than standard output is', async () => {
		const source = new PassThrough();
		const stdout = demultiplex(source, () => undefined);
		const block = piece(1, Buffer.alloc(1 << 16));
		let written = 0;
		while (source.write(block) && written < 1000) written++;
		await new Promise(setImmediate);
		expect(source.isPaused()).toBe(true);
		expect(stdout.readableLength).toBeLessThan(4 << 16);
		stdout.destroy();
	});
});
