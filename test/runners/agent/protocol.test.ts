import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	decodeOutcome,
	encodeFrame,
	type Frame,
	FrameSplitter,
	maxFrameBytes,
	Reader,
	text,
	u8,
	u32,
	u64,
} from '../../../runners/agent/protocol.ts';

const frame = fc.record({
	type: fc.integer({ min: 0, max: 255 }),
	tag: fc.nat({ max: 0xffffffff }),
	body: fc.uint8Array({ maxLength: 300 }),
});

/** Cuts bytes at the given places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
	const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
	return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

describe('The frames from the agent', () => {
	test('are the same however the stream is cut', () => {
		fc.assert(
			fc.property(fc.array(frame, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 12 }), (frames, places) => {
				const stream = Buffer.concat(frames.flatMap(({ type, tag, body }) => encodeFrame(type, tag, [Buffer.from(body)])));
				const splitter = new FrameSplitter();
				const got: Frame[] = cut(stream, places).flatMap((chunk) => [...splitter.push(chunk)]);
				expect(got.map(({ type, tag, body }) => ({ type, tag, body: new Uint8Array(body) }))).toEqual(frames);
			}),
		);
	});

	test('are not taken from a stream that is none of ours', () => {
		const sizes = [0, 4, maxFrameBytes + 1, 0xffffffff];
		for (const size of sizes) {
			const bytes = Buffer.concat([u32(size), Buffer.alloc(16)]);
			expect(() => [...new FrameSplitter().push(bytes)], String(size)).toThrow('not a frame');
		}
	});

	test('that are shorter than they should be are an error, never a value', () => {
		const whole = Buffer.concat([
			u8(0),
			u8(0),
			u32(3),
			u32(0),
			u64(1000),
			u64(2000),
			u64(0),
			u64(5),
			...text('ptrace'),
			u8(1),
			...text('out'),
			...text('err'),
			...text(''),
		]);
		expect(decodeOutcome(whole)).toMatchObject({
			status: 'exited',
			exitCode: 3,
			cpuMs: 1,
			wallMs: 2,
			memoryKb: 5,
			refusedCall: 'ptrace',
			strayWrite: true,
		});
		for (let length = 0; length < whole.length; length++)
			expect(() => decodeOutcome(whole.subarray(0, length)), String(length)).toThrow('short frame');
	});

	test('with a status that is not in the list are an error, never a verdict', () => {
		const body = Buffer.concat([u8(99), u8(0), u32(0), u32(0), u64(0), u64(0), u64(0), u64(0), ...text(''), ...text(''), ...text('')]);
		expect(() => decodeOutcome(body)).toThrow('unknown run status');
	});

	test('give back numbers and texts as they were put in', () => {
		fc.assert(
			fc.property(fc.nat({ max: 255 }), fc.nat({ max: 0xffffffff }), fc.maxSafeNat(), fc.string({ unit: 'grapheme' }), (a, b, c, words) => {
				const reader = new Reader(Buffer.concat([u8(a), u32(b), u64(c), ...text(words)]));
				expect([reader.u8(), reader.u32(), reader.u64(), reader.text().toString()]).toEqual([a, b, c, words]);
			}),
		);
	});
});
