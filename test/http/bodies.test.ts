import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, zstdCompress } from 'node:zlib';
import { expect, it } from 'vitest';
import { testServer } from '../support/app.ts';
import { aProblem } from '../support/problems.ts';

const encoders = { gzip: promisify(gzip), zstd: promisify(zstdCompress) };
const encodings = Object.keys(encoders) as (keyof typeof encoders)[];
const body = JSON.stringify({ problem: aProblem(), language: 'python', code: 'accepted' });
const mebibyte = 1024 * 1024;
const send = (payload: Buffer | string, encoding?: string) => ({
	method: 'POST' as const,
	url: '/v1/grade',
	headers: { 'content-type': 'application/json', ...(encoding === undefined ? {} : { 'content-encoding': encoding }) },
	payload,
});

it.each(encodings)('reads a body compressed with %s', async (encoding) => {
	await using test = await testServer();
	const response = await test.app.inject(send(await encoders[encoding](body), encoding));
	expect(response.json()).toMatchObject({ verdict: 'accepted' });
});

it.each(encodings)('stops a %s bomb at the limit', async (encoding) => {
	await using test = await testServer({ settings: { expandedLimitMb: '1' } });
	const bomb = await encoders[encoding](Buffer.alloc(200 * mebibyte, 0x20));
	expect(bomb.length).toBeLessThan(mebibyte);
	const response = await test.app.inject(send(bomb, encoding));
	expect(response.json()).toMatchObject({ status: 413, code: 'body_too_large' });
});

it.each(encodings)('refuses broken and cut %s', async (encoding) => {
	await using test = await testServer();
	const whole = await encoders[encoding](body);
	for (const broken of [Buffer.from(body), whole.subarray(0, whole.length - 5)]) {
		expect((await test.app.inject(send(broken, encoding))).json()).toMatchObject({ status: 400, code: 'invalid_request' });
	}
});

it('refuses a body that is too large as sent, whether it says so or not', async () => {
	await using test = await testServer({ settings: { bodyLimitMb: '1' } });
	const large = randomBytes(2 * mebibyte);
	expect((await test.app.inject(send(large))).json()).toMatchObject({ status: 413, code: 'body_too_large' });
	const unsaid = new ReadableStream({
		start: (controller) => {
			for (let at = 0; at < large.length; at += 65_536) controller.enqueue(large.subarray(at, at + 65_536));
			controller.close();
		},
	});
	const response = await fetch(`${test.url}/v1/grade`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: unsaid,
		duplex: 'half',
	} as RequestInit);
	expect(await response.json()).toMatchObject({ status: 413, code: 'body_too_large' });
});

it('refuses encodings that it does not know', async () => {
	await using test = await testServer();
	expect((await test.app.inject(send(body, 'br'))).json()).toMatchObject({ status: 415, code: 'unsupported_media_type' });
});
