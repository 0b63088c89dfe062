import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type KeyRecord, makeKey, type Scope } from '../../services/tenancy/keys.ts';
import { type TestServer, testServer } from '../support/app.ts';
import { aProblem } from '../support/problems.ts';
import { temporaryFolder } from '../support/temporary.ts';

const settings = { apiKeys: 'first-key, second-key,lab:lab-key' };

it('asks for a key where one is set', async () => {
	await using test = await testServer({ settings });
	for (const authorization of [
		undefined,
		'Bearer',
		'Bearer wrong',
		'Basic first-key',
		`Basic ${btoa('first-key')}`,
		`Basic ${btoa('first-key:lab')}`,
		'Bearer first-key2',
		'Bearer first-key, second-key',
	]) {
		const response = await test.app.inject({ url: '/v1/problems', headers: authorization === undefined ? {} : { authorization } });
		expect(response.json()).toMatchObject({ status: 401, code: 'unauthorized' });
		expect(response.headers['www-authenticate']).toMatch(/^Bearer/);
	}
	for (const headers of [
		{ authorization: 'Bearer first-key' },
		{ authorization: 'bearer second-key' },
		{ authorization: `Basic ${btoa('any:second-key')}` },
		{ 'x-api-key': 'lab-key' },
	]) {
		expect((await test.app.inject({ url: '/v1/problems', headers })).statusCode).toBe(200);
	}
});

it('leaves probes and documentation open, and nothing else', async () => {
	await using test = await testServer({ settings });
	for (const url of ['/', '/healthz', '/readyz', '/openapi.json', '/docs/', '/docs/js/scalar.js']) {
		expect([url, (await test.app.inject({ url })).statusCode]).toEqual([url, 200]);
	}
	for (const url of ['/metrics', '/v1/languages', '/v1/problems', '/v1/problems/x']) {
		expect([url, (await test.app.inject({ url })).statusCode]).toEqual([url, 401]);
	}
});

it('checks the key before it reads the body', async () => {
	await using test = await testServer({ settings });
	const response = await test.app.inject({
		method: 'POST',
		url: '/v1/grade',
		headers: { 'content-type': 'application/json' },
		payload: '{',
	});
	expect(response.statusCode).toBe(401);
});

it('keeps the problems of tenants apart, and shares them between keys of one tenant', async () => {
	await using test = await testServer({ settings });
	await test.app.inject({ method: 'POST', url: '/v1/problems', headers: { 'x-api-key': 'first-key' }, payload: aProblem() });
	const seenBy = async (key: string) => (await test.app.inject({ url: '/v1/problems/sum', headers: { 'x-api-key': key } })).statusCode;
	expect(await seenBy('second-key')).toBe(200);
	expect(await seenBy('lab-key')).toBe(404);
});

const scoped = (name: string, scopes: readonly Scope[], limits: Partial<KeyRecord> = {}) =>
	makeKey({ name, tenant: 'lab', scopes: [...scopes], ...limits });
const grader = scoped('grader', ['grade']);
const labeller = scoped('labeller', ['label']);
const admin = scoped('admin', ['admin']);
const slow = scoped('slow', ['grade'], { programs_per_minute: 3 });
const sparing = scoped('sparing', ['grade'], { programs_per_day: 2 });

async function serverWithKeys() {
	const folder = await temporaryFolder();
	const keysFile = join(folder.path, 'keys.json');
	await writeFile(keysFile, JSON.stringify({ keys: [grader, labeller, admin, slow, sparing].map(({ record }) => record) }));
	const test = await testServer({ settings: { keysFile } });
	await folder[Symbol.asyncDispose]();
	return test;
}
const reward = (items: number) => ({
	scheme: 'all_or_nothing',
	items: Array.from({ length: items }, (_, id) => ({ id: String(id), problem: aProblem(), language: 'python', code: 'accepted' })),
});
const post = (test: TestServer, url: string, key: string, payload: object) =>
	test.app.inject({ method: 'POST', url, headers: { 'x-api-key': key }, payload });

it('lets a key do what its scopes say, and says which it lacks', async () => {
	await using test = await serverWithKeys();
	const seen = async (url: string, key: string) => (await test.app.inject({ url, headers: { 'x-api-key': key } })).statusCode;
	expect(await Promise.all([grader, labeller, admin].map(({ key }) => seen('/v1/problems', key)))).toEqual([200, 200, 200]);
	expect(await Promise.all([grader, labeller, admin].map(({ key }) => seen('/v1/jobs/x', key)))).toEqual([403, 404, 404]);
	expect(await Promise.all([grader, labeller, admin].map(({ key }) => seen('/metrics', key)))).toEqual([403, 403, 200]);
	expect((await post(test, '/v1/rewards', labeller.key, reward(1))).json()).toMatchObject({
		status: 403,
		code: 'forbidden',
		detail: 'the key "labeller" has not the scope grade',
		hint: 'It has: label.',
	});
});

it('takes no more programs from a key than it may have judged, and says when it may again', async () => {
	await using test = await serverWithKeys();
	expect((await post(test, '/v1/rewards', slow.key, reward(4))).statusCode).toBe(200);
	const refused = await post(test, '/v1/rewards', slow.key, reward(1));
	expect(refused.json()).toMatchObject({ status: 429, code: 'rate_limited', detail: 'this key may have 3 programs judged a minute' });
	expect(Number(refused.headers['retry-after'])).toBeGreaterThan(20);
	expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(40);

	const program = { problem: aProblem(), language: 'python', code: 'accepted' };
	expect((await post(test, '/v1/grade', sparing.key, program)).statusCode).toBe(200);
	expect((await post(test, '/v1/grade', sparing.key, program)).statusCode).toBe(200);
	const used = await post(test, '/v1/grade', sparing.key, program);
	expect(used.json()).toMatchObject({ status: 429, code: 'quota_exceeded' });
	expect(Number(used.headers['retry-after'])).toBeLessThanOrEqual(86_400);
	expect((await post(test, '/v1/grade', grader.key, program)).statusCode).toBe(200);
});

it('counts the programs of a call with an idempotency key once, however often it is sent', async () => {
	await using test = await serverWithKeys();
	const send = async (call: string) =>
		(
			await test.app.inject({
				...{ method: 'POST', url: '/v1/rewards', payload: reward(4) },
				headers: { 'x-api-key': slow.key, 'idempotency-key': call },
			})
		).statusCode;
	expect([await send('a'), await send('a'), await send('b')]).toEqual([200, 200, 429]);
});

it('leaves a line of the log about each request that it refuses, without the key', async () => {
	await using test = await serverWithKeys();
	await test.app.inject({ url: '/v1/problems', headers: { 'x-api-key': 'guessed-key' } });
	await test.app.inject({ url: '/metrics', headers: { 'x-api-key': grader.key } });
	const audits = test
		.logged()
		.split('\n')
		.filter((line) => line.includes('"audit"'))
		.map((line) => JSON.parse(line).audit);
	expect(audits).toEqual([
		{ code: 'unauthorized', address: '127.0.0.1', method: 'GET', route: '/v1/problems' },
		{ code: 'forbidden', key: 'grader', tenant: 'lab', address: '127.0.0.1', method: 'GET', route: '/metrics' },
	]);
	for (const key of ['guessed-key', grader.key]) expect(test.logged()).not.toContain(key);
});

it('lets nobody but an admin in where a route does not say who may', async () => {
	await using test = await serverWithKeys();
	const paths: Readonly<Record<string, object>> = (await test.app.inject({ url: '/openapi.json' })).json().paths;
	expect(Object.keys(paths).length).toBeGreaterThan(10);
	for (const [path, methods] of Object.entries(paths)) {
		for (const method of Object.keys(methods)) {
			const response = await test.app.inject({ method: method.toUpperCase() as 'GET', url: path.replaceAll(/\{\w+\}/g, 'x') });
			expect([path, method, response.statusCode]).toEqual([path, method, /^\/(healthz|readyz)$/.test(path) ? 200 : 401]);
		}
	}
});
