import { expect, it } from 'vitest';
import { testServer } from '../support/app.ts';
import { aProblem } from '../support/problems.ts';

const lines = (payload: string) => ({
	method: 'POST' as const,
	url: '/v1/problems',
	headers: { 'content-type': 'application/x-ndjson' },
	payload,
});

it('stores one problem, an array, and lines', async () => {
	await using test = await testServer();
	const [a, b, c] = ['a', 'b', 'c'].map((id) => aProblem({ id }));
	for (const request of [
		{ method: 'POST' as const, url: '/v1/problems', payload: a as object },
		{ method: 'POST' as const, url: '/v1/problems', payload: [a, b] as object },
		lines(`${JSON.stringify(b)}\n\n${JSON.stringify(c)}`),
	]) {
		expect((await test.app.inject(request)).statusCode).toBe(200);
	}
	const list = await test.app.inject({ url: '/v1/problems' });
	expect(list.json().problems.map(({ id }: { id: string }) => id)).toEqual(['a', 'b', 'c']);
	expect(list.json().next_cursor).toBeNull();
});

it('reports bad lines by number without losing the good ones', async () => {
	await using test = await testServer();
	const response = await test.app.inject(lines(`${JSON.stringify(aProblem())}\n{"id": NaN}\n\n{"id":"empty","tests":[]}\n`));
	expect(response.statusCode).toBe(200);
	expect(response.json()).toMatchObject({
		problems: [{ id: 'sum', tests: 2, created: true }],
		refused: [
			{ entry: 2, code: 'invalid_json' },
			{ entry: 4, code: 'empty_suite', errors: [{ path: 'tests' }] },
		],
	});
});

it('answers with an error when nothing of an upload could be used', async () => {
	await using test = await testServer();
	expect((await test.app.inject(lines('{"id":"empty","tests":[]}'))).json()).toMatchObject({ status: 400, code: 'empty_suite' });
	expect((await test.app.inject(lines('\n'))).json()).toMatchObject({ status: 400, code: 'invalid_request' });
	expect((await test.app.inject({ method: 'POST', url: '/v1/problems', payload: { id: 'x', tests: [] } })).json()).toMatchObject({
		status: 400,
		code: 'empty_suite',
	});
});

it('shows a problem without its tests, and with them when asked', async () => {
	await using test = await testServer();
	const problem = aProblem({ id: 'HumanEval/0', checker: { protocol: 'testlib', language: 'cpp', code: 'secret checker' } });
	await test.app.inject({ method: 'POST', url: '/v1/problems', payload: problem });
	const summary = await test.app.inject({ url: '/v1/problems/HumanEval%2F0' });
	expect(summary.json()).toMatchObject({ id: 'HumanEval/0', tests: 2, checker: { protocol: 'testlib', language: 'cpp' } });
	expect(summary.json().problem).toBeUndefined();
	expect(summary.body).not.toContain('secret checker');
	const full = await test.app.inject({ url: '/v1/problems/HumanEval%2F0?tests=full' });
	expect(full.json().problem).toEqual(problem);
	const byDigest = await test.app.inject({ url: `/v1/problems/${encodeURIComponent(summary.json().digest)}` });
	expect(byDigest.json()).toEqual(summary.json());
});

it('finds ids that look like paths, and nothing else', async () => {
	await using test = await testServer();
	const ids = ['../../etc/passwd', 'a b?c#d%2F', '😀'.repeat(60)];
	await test.app.inject({ method: 'POST', url: '/v1/problems', payload: ids.map((id) => aProblem({ id })) });
	for (const id of ids) {
		const response = await test.app.inject({ url: `/v1/problems/${encodeURIComponent(id)}` });
		expect(response.json()).toMatchObject({ id });
	}
	expect((await test.app.inject({ url: '/v1/problems/unknown' })).json()).toMatchObject({ status: 404, code: 'problem_not_found' });
	expect((await test.app.inject({ url: '/v1/problems/%zz' })).statusCode).toBe(400);
});

it('lists page by page', async () => {
	await using test = await testServer();
	await test.app.inject({ method: 'POST', url: '/v1/problems', payload: ['a', 'b', 'c'].map((id) => aProblem({ id })) });
	const first = (await test.app.inject({ url: '/v1/problems?limit=2' })).json();
	expect(first.problems).toHaveLength(2);
	const second = (await test.app.inject({ url: `/v1/problems?limit=2&cursor=${first.next_cursor}` })).json();
	expect(second).toMatchObject({ problems: [{ id: 'c' }], next_cursor: null });
	for (const query of ['limit=0', 'limit=x', 'cursor=!']) {
		expect((await test.app.inject({ url: `/v1/problems?${query}` })).json()).toMatchObject({ status: 400, code: 'invalid_request' });
	}
});
