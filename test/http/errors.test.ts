import { describe, expect, it } from 'vitest';
import { maxJsonDepth } from '../../services/contract/json.ts';
import { testServer } from '../support/app.ts';
import { aProblem } from '../support/problems.ts';

const withText = (payload: string) => ({
	method: 'POST' as const,
	url: '/v1/grade',
	headers: { 'content-type': 'application/json' },
	payload,
});
const withLimit = (cpu: string) => {
	const body = JSON.stringify({ problem: { ...aProblem(), limits: { cpu_ms: 0 } }, language: 'python', code: 'accepted' });
	return withText(body.replace('"cpu_ms":0', `"cpu_ms":${cpu}`));
};

it('answers errors as problem details', async () => {
	await using test = await testServer();
	const response = await test.app.inject(withLimit('-1'));
	expect(response.headers['content-type']).toBe('application/problem+json');
	expect(response.json()).toMatchObject({
		type: 'urn:assay:error:invalid_limit',
		title: expect.any(String),
		status: 400,
		code: 'invalid_limit',
		detail: expect.stringContaining('problem.limits.cpu_ms'),
		errors: [{ path: 'problem.limits.cpu_ms', message: expect.any(String) }],
	});
});

describe('limits', () => {
	it.each(['NaN', 'Infinity', '-Infinity', '01', '0x10', '+1'])('refuses %s as JSON, naming the position', async (value) => {
		await using test = await testServer();
		const request = withLimit(value);
		const response = await test.app.inject(request);
		expect([response.statusCode, response.json().code]).toEqual([400, 'invalid_json']);
		const position = Number(/position (\d+)/.exec(response.json().detail)?.[1]);
		const start = request.payload.indexOf(`:${value}`) + 1;
		expect(position).toBeGreaterThanOrEqual(start);
		expect(position).toBeLessThan(start + value.length);
	});

	it.each(['"NaN"', '-1', '0', '1e999', '1.5', 'null', '[]', '"100"', '99999999999'])('refuses %s as a limit', async (value) => {
		await using test = await testServer();
		const response = await test.app.inject(withLimit(value));
		expect([response.statusCode, response.json().code]).toEqual([400, 'invalid_limit']);
	});
});

it('has a code of its own for a suite without tests', async () => {
	await using test = await testServer();
	const response = await test.app.inject(withText(JSON.stringify({ problem: { id: 'x', tests: [] }, language: 'python', code: 'a' })));
	expect([response.statusCode, response.json().code]).toEqual([400, 'empty_suite']);
});

it('refuses duplicate test ids', async () => {
	await using test = await testServer();
	const tests = ['x', 'x'].map((id) => ({ id, kind: 'stdio', input: '', output: '' }));
	const response = await test.app.inject(withText(JSON.stringify({ problem: { id: 'p', tests }, language: 'python', code: 'a' })));
	expect(response.json()).toMatchObject({ code: 'invalid_request', errors: [{ path: 'problem.tests[1].id' }] });
});

it('survives JSON that is nested too deeply, and an avalanche of empty values', async () => {
	await using test = await testServer();
	for (const text of ['['.repeat(5_000_000), '{"a":'.repeat(1_000_000), `[${'[],'.repeat(6_000_000)}[]]`]) {
		const response = await test.app.inject(withText(text));
		expect([response.statusCode, response.json().code]).toEqual([400, 'invalid_json']);
	}
	const args = `${'['.repeat(maxJsonDepth - 10)}${']'.repeat(maxJsonDepth - 10)}`;
	const body = `{"problem":{"id":"p","tests":[{"kind":"call","entry_point":"f","args":${args},"expected":1}]},"language":"python","code":"accepted"}`;
	expect((await test.app.inject(withText(body))).statusCode).toBe(200);
});

it('is not changed by keys that name prototypes', async () => {
	await using test = await testServer();
	const body = JSON.stringify({ problem: aProblem(), language: 'python', code: 'accepted' }).replace(
		/\{/,
		'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
	);
	expect((await test.app.inject(withText(body))).statusCode).toBe(200);
	expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

it('answers 404 for an unknown path and 405 with Allow for an unknown method', async () => {
	await using test = await testServer();
	const missing = await test.app.inject({ url: '/v1/nothing' });
	expect([missing.statusCode, missing.json().code]).toEqual([404, 'not_found']);
	for (const request of [
		{ method: 'GET', url: '/v1/grade' },
		{ method: 'PUT', url: '/v1/problems/a%2Fb', payload: {} },
	] as const) {
		const refused = await test.app.inject(request);
		expect([refused.statusCode, refused.json().code]).toEqual([405, 'method_not_allowed']);
		expect(refused.headers.allow).toBe(request.url === '/v1/grade' ? 'POST' : 'GET, HEAD');
	}
});

it('refuses text that is not UTF-8, an empty body, and other content types', async () => {
	await using test = await testServer();
	const send = (payload: Buffer | string, type: string) =>
		test.app.inject({ method: 'POST', url: '/v1/grade', headers: { 'content-type': type }, payload });
	expect((await send(Buffer.from([0x22, 0xff, 0x22]), 'application/json')).json()).toMatchObject({ code: 'invalid_json' });
	expect((await send('', 'application/json')).json()).toMatchObject({ code: 'invalid_json', detail: 'the body is empty' });
	expect((await send('x', 'text/xml')).json()).toMatchObject({ code: 'unsupported_media_type', status: 415 });
	expect((await send('{}\n', 'application/x-ndjson')).json()).toMatchObject({ status: 400 });
});

it('takes a byte order mark for what it is', async () => {
	await using test = await testServer();
	const body = `\ufeff${JSON.stringify({ problem: aProblem(), language: 'python', code: 'accepted' })}`;
	expect((await test.app.inject(withText(body))).statusCode).toBe(200);
});
