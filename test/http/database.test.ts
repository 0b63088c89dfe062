import { afterAll, beforeAll, expect, it } from 'vitest';
import { testServer } from '../support/app.ts';
import { createFakeGrader } from '../support/fake-grader.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { aProblem } from '../support/problems.ts';

let postgres: TestPostgres;
beforeAll(async () => {
	postgres = await startPostgres();
});
afterAll(async () => await postgres[Symbol.asyncDispose]());

const problem = aProblem();
const batch = (codes: readonly string[], more: Record<string, unknown> = {}) => ({
	method: 'POST' as const,
	url: '/v1/rewards',
	payload: { scheme: 'fraction', observe: true, items: codes.map((code) => ({ problem_id: 'sum', language: 'python', code })), ...more },
});

it('Pass rates that several services observe in one database add up exactly, and each shows them', async () => {
	const store = await postgres.newDatabase();
	await using one = await testServer({ settings: { store } });
	await using other = await testServer({ settings: { store } });
	expect((await one.app.inject({ method: 'POST', url: '/v1/problems', payload: problem })).statusCode).toBe(200);
	const codes = ['accepted', 'accepted wrong_answer', 'wrong_answer', 'accepted', 'no_verdict'];
	const answers = await Promise.all(
		Array.from({ length: 30 }, async (_, n) => await (n % 2 === 0 ? one : other).app.inject(batch(codes, { policy: `step ${n % 3}` }))),
	);
	for (const answer of answers) {
		expect(answer.statusCode, answer.body).toBe(200);
		expect(answer.json().rewards.map(({ reward }: { reward: number | null }) => reward)).toEqual([1, 0.5, 0, 1, null]);
	}
	for (const { app } of [one, other]) {
		const shown = (await app.inject('/v1/problems/sum/difficulty')).json();
		expect(shown).toMatchObject({
			samples: 120,
			pass_rate: 0.5,
			tests: [
				{ id: 'small', passed: 90, judged: 120, by_policy: { 'step 0': { passed: 30, judged: 40 } } },
				{ id: 'large', passed: 60, judged: 120 },
			],
		});
	}
});

it('A call that is sent to two services at the same time is counted once', async () => {
	const store = await postgres.newDatabase();
	await using one = await testServer({ settings: { store } });
	await using other = await testServer({ settings: { store } });
	await one.app.inject({ method: 'POST', url: '/v1/problems', payload: problem });
	const call = {
		...batch(Array.from({ length: 20 }, (_, n) => `accepted ${n % 2 === 0 ? 'accepted' : 'wrong_answer'}`)),
		headers: { 'idempotency-key': 'k' },
	};
	const answers = await Promise.all([one, other, one, other].map(async ({ app }) => await app.inject(call)));
	const paid = answers.filter(({ statusCode }) => statusCode === 200);
	expect(paid.length).toBeGreaterThanOrEqual(2);
	expect(new Set(paid.map(({ body }) => body)).size).toBe(1);
	expect((await other.app.inject('/v1/problems/sum/difficulty')).json().samples).toBe(20);
	const reused = await other.app.inject({ ...batch(['accepted']), headers: { 'idempotency-key': 'k' } });
	expect(reused.json()).toMatchObject({ code: 'key_reused' });
});

it('A job is watched and cancelled at any of the services', async () => {
	const store = await postgres.newDatabase();
	await using one = await testServer({ settings: { store }, grader: createFakeGrader({ concurrency: 1 }) });
	await using other = await testServer({ settings: { store } });
	await one.app.inject({ method: 'POST', url: '/v1/problems', payload: problem });
	const samples = ['accepted', 'hang', 'accepted'].map((code) => ({ problem_id: 'sum', language: 'python', code }));
	const begin = async () => (await one.app.inject({ method: 'POST', url: '/v1/difficulty', payload: { samples } })).json().id as string;
	const hangs = async (times: number) =>
		await expect.poll(() => one.grader.started.filter(({ code }) => code === 'hang').length, { timeout: 30_000 }).toBe(times);

	const watched = await begin();
	await hangs(1);
	const events = await fetch(`${other.url}/v1/jobs/${watched}/events`);
	const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
	let text = (await reader?.read())?.value ?? '';
	one.grader.release();
	for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value;
	expect(text.trim().split('\n\n').at(-1)).toMatch(/^event: end\ndata: .*"status":"done"/);

	const cancelled = await begin();
	await hangs(2);
	const response = await other.app.inject({ method: 'DELETE', url: `/v1/jobs/${cancelled}` });
	expect(response.json()).toMatchObject({ status: 'cancelled', done: 1, total: 3 });
});

it('A database that cannot be used is a fault of ours: no item is to blame, and nobody outside is told where it is', async () => {
	const store = await postgres.newDatabase();
	await using test = await testServer({ settings: { store } });
	await test.app.inject({ method: 'POST', url: '/v1/problems', payload: problem });
	const [name] = /assay_\d+$/.exec(store) ?? [];
	await postgres.query(store.replace(/assay_\d+$/, 'postgres'), `DROP DATABASE ${name} WITH (FORCE)`);
	const samples = [{ problem_id: 'sum', language: 'python', code: 'accepted' }];
	const calls = [
		batch(['accepted']),
		batch(['accepted'], { items: [{ problem, language: 'python', code: 'accepted' }] }),
		{ method: 'POST' as const, url: '/v1/problems', payload: [problem] },
		{ method: 'POST' as const, url: '/v1/difficulty', payload: { samples } },
		{ method: 'GET' as const, url: '/v1/problems/sum' },
	];
	for (const call of calls) {
		const { statusCode, headers, body } = await test.app.inject(call);
		expect([statusCode, JSON.parse(body).code], call.url).toEqual([503, 'store_unavailable']);
		expect(JSON.parse(body).retryable).toBe(true);
		expect(Number(headers['retry-after'])).toBeGreaterThan(0);
		for (const words of [postgres.password, '127.0.0.1', 'assay_']) expect(body).not.toContain(words);
	}
	const ready = await test.app.inject('/readyz');
	expect([ready.statusCode, ready.json().ready]).toEqual([503, false]);
	expect(test.logged()).toContain(`assay@127.0.0.1:${postgres.port}/${name} cannot be used`);
	expect(test.logged()).not.toContain(postgres.password);
});
