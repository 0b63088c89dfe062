import { expect, it } from 'vitest';
import { testServer } from '../support/app.ts';
import { aProblem } from '../support/problems.ts';

const settings = { apiKeys: 'first-key, second-key,lab:lab-key' };

it('asks for a key where one is set', async () => {
	await using test = await testServer({ settings });
	for (const authorization of [
		undefined,
		'Bearer',
		'Bearer wrong',
		'Basic first-key',
		'Bearer first-key2',
		'Bearer first-key, second-key',
	]) {
		const response = await test.app.inject({ url: '/v1/problems', headers: authorization === undefined ? {} : { authorization } });
		expect(response.json()).toMatchObject({ status: 401, code: 'unauthorized' });
		expect(response.headers['www-authenticate']).toMatch(/^Bearer/);
	}
	for (const headers of [{ authorization: 'Bearer first-key' }, { authorization: 'bearer second-key' }, { 'x-api-key': 'lab-key' }]) {
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
