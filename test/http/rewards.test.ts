import { describe, expect, it } from 'vitest';
import { testServer } from '../support/app.ts';
import { createFakeGrader } from '../support/fake-grader.ts';
import { aProblem } from '../support/problems.ts';

const problem = aProblem();
const item = (code: string, more: Record<string, unknown> = {}) => ({ problem, language: 'python', code, ...more });
const rewards = (body: Record<string, unknown>, headers: Record<string, string> = {}) => ({
	method: 'POST' as const,
	url: '/v1/rewards',
	headers,
	payload: { scheme: 'fraction', ...body },
});
type Test = Awaited<ReturnType<typeof testServer>>;
const pay = async ({ app }: Test, body: Record<string, unknown>): Promise<Record<string, unknown>[]> => {
	const response = await app.inject(rewards(body));
	expect(response.statusCode, response.body).toBe(200);
	return response.json().rewards;
};

describe('A batch of programs', () => {
	it('is paid in its order, under the ids of the items or their positions', async () => {
		await using test = await testServer();
		const items = [item('accepted'), item('accepted wrong_answer', { id: 'half' }), item('time_limit'), item('compile_error')];
		expect(await pay(test, { items })).toMatchObject([
			{ id: '0', reward: 1, status: 'ok', verdict: 'accepted', passed: 2, judged: 2, total: 2, skipped: [], levels: 1, cold: true },
			{ id: 'half', reward: 0.5, status: 'ok', verdict: 'wrong_answer', passed: 1 },
			{ id: '2', reward: 0, status: 'ok', verdict: 'time_limit' },
			{ id: '3', reward: 0, status: 'compile_error' },
		]);
	});

	it('gets null, and never 0, where a fault of ours left a test unjudged that the reward depends on', async () => {
		await using test = await testServer();
		const items = [item('accepted no_verdict'), item('wrong_answer no_verdict')];
		expect(await pay(test, { items })).toMatchObject([
			{ reward: null, status: 'no_verdict' },
			{ reward: null, status: 'no_verdict' },
		]);
		expect(await pay(test, { items, scheme: 'all_or_nothing' })).toMatchObject([
			{ reward: null, status: 'no_verdict' },
			{ reward: 0, status: 'ok' },
		]);
	});

	it('judges a program once that is in it many times, and pays each', async () => {
		await using test = await testServer();
		const paid = await pay(test, { items: Array.from({ length: 50 }, (_, n) => item(n % 2 === 0 ? 'accepted' : 'wrong_answer')) });
		expect(paid.map(({ reward }) => reward)).toEqual(Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? 1 : 0)));
		expect(test.grader.started).toHaveLength(2);
	});

	it('mixes problems, by id and inline, and languages', async () => {
		await using test = await testServer();
		await test.app.inject({ method: 'POST', url: '/v1/problems', payload: problem });
		const other = aProblem({ id: 'other', tests: [{ kind: 'stdio', input: '', output: '' }] });
		const items = [
			{ problem_id: 'sum', language: 'py', code: 'accepted' },
			{ problem: other, language: 'cpp', code: 'accepted' },
			{ problem_id: 'sum', language: 'python', completion: 'Here:\n```python\naccepted\n```' },
		];
		expect((await pay(test, { items })).map(({ reward, total }) => [reward, total])).toEqual([
			[1, 2],
			[1, 1],
			[1, 2],
		]);
		expect(new Set(test.grader.started.map(({ language }) => language))).toEqual(new Set(['cpp', 'python']));
	});

	it('is paid for the program that a completion ends with, however it is written', async () => {
		await using test = await testServer();
		const completions = [
			'<think>\nSo:\n```python\nwrong_answer\nno.\n</think>\n```python\naccepted\n```',
			'<think>So: ```python\nwrong_answer\n```\n</think><answer>```python3.11\naccepted\n```</answer>',
			'Solution: ```python\naccepted```<|im_end|>',
		];
		const items = completions.map((completion) => ({ problem, language: 'python', completion }));
		expect((await pay(test, { items })).map(({ reward, status }) => [reward, status])).toEqual(completions.map(() => [1, 'ok']));
	});

	it('begins with what is expected to take longest: many tests, or tests that took long before', async () => {
		await using test = await testServer({ grader: createFakeGrader({ concurrency: 1 }) });
		const withTests = (id: string, count: number) =>
			aProblem({ id, tests: Array.from({ length: count }, (_, n) => ({ id: `${id}-${n}`, kind: 'stdio', input: '', output: '' })) });
		const items = [1, 5, 3].map((count) => item('accepted', { problem: withTests(`tests-${count}`, count) }));
		expect((await pay(test, { items })).map(({ total }) => total)).toEqual([1, 5, 3]);
		expect(test.grader.started.map((submission) => submission.problem.id)).toEqual(['tests-5', 'tests-3', 'tests-1']);
	});

	it('says of each bad item what is wrong, and pays the others', async () => {
		await using test = await testServer();
		const items = [
			item('accepted', { id: 'a' }),
			item('accepted', { id: 'a' }),
			{ problem_id: 'nope', language: 'python', code: 'accepted' },
			{ problem, language: 'cobol', code: 'accepted' },
			{ problem, language: 'python' },
			{ problem: { ...problem, tests: [] }, language: 'python', code: 'accepted' },
			17,
			item('accepted'),
		];
		const paid = await pay(test, { items });
		expect(paid.map(({ status, error }) => (error as { code: string } | undefined)?.code ?? status)).toEqual([
			'ok',
			'invalid_request',
			'problem_not_found',
			'unknown_language',
			'invalid_request',
			'empty_suite',
			'invalid_request',
			'ok',
		]);
		expect(paid.map(({ reward }) => reward)).toEqual([1, null, null, null, null, null, null, 1]);
	});

	it('pays a completion without a program what the options say', async () => {
		await using test = await testServer();
		const items = [{ problem, language: 'python', completion: 'I would rather not.' }];
		expect(await pay(test, { items, options: { no_code: -1 } })).toMatchObject([
			{ reward: -1, status: 'no_code', reason: expect.stringMatching(/^no_code/) },
		]);
	});

	it.each([
		[{ items: [] }, 'invalid_request', /at least one item/],
		[{ items: [item('accepted')], scheme: 'generous' }, 'invalid_request', /scheme/],
		[{ items: [item('accepted')], options: { scale: 'NaN' } }, 'invalid_request', /options\.scale/],
		[
			{ items: [item('accepted')], difficulty: { grouping: { method: 'thresholds', cuts: [0.3, 0.7] } } },
			'invalid_request',
			/must go down/,
		],
		[{ items: [item('accepted')], observe: true, evaluate: 'lazy' }, 'invalid_request', /would bias/],
	])('is refused as a whole where the items are not what is wrong', async (body, code, words) => {
		await using test = await testServer();
		const response = await test.app.inject(rewards(body));
		expect([response.statusCode, response.json().code]).toEqual([400, code]);
		expect(response.json().detail).toMatch(words);
	});

	it('comes line by line to who asks for it, as each settles', async () => {
		await using test = await testServer({ grader: createFakeGrader({ concurrency: 1 }) });
		const items = [item('hang'), item('wrong_answer'), item('accepted')];
		const response = await fetch(`${test.url}/v1/rewards`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
			body: JSON.stringify({ scheme: 'fraction', items: items.toReversed() }),
		});
		expect(response.headers.get('content-type')).toContain('application/x-ndjson');
		const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
		let text = '';
		while (text.split('\n').length < 3) text += (await reader?.read())?.value ?? '';
		test.grader.release();
		for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value;
		const lines = text
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(lines.map(({ id, reward }) => [id, reward])).toEqual([
			['0', 1],
			['1', 0],
			['2', 1],
		]);
	});

	it('stops when its client goes away', async () => {
		await using test = await testServer();
		const gone = new AbortController();
		const request = fetch(`${test.url}/v1/rewards`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ scheme: 'fraction', items: Array.from({ length: 20 }, (_, n) => item(`hang ${n}`)) }),
			signal: gone.signal,
		});
		await test.grader.nextStart();
		gone.abort();
		await expect(request).rejects.toThrow();
		await expect.poll(() => test.grader.aborted.length).toBeGreaterThanOrEqual(1);
		await expect.poll(async () => (await test.app.inject('/metrics')).body).toMatch(/assay_queue_running 0\n/);
		expect(test.grader.started.length).toBeLessThan(20);
	});

	it('that is larger than the queue waits for places instead of failing half-way', async () => {
		await using test = await testServer({ settings: { queueLimit: '1' }, grader: createFakeGrader({ concurrency: 1 }) });
		const items = Array.from({ length: 40 }, (_, n) =>
			item(n % 2 === 0 ? 'accepted' : 'wrong_answer', { problem: aProblem({ id: `p${n}` }) }),
		);
		expect((await pay(test, { items })).map(({ reward }) => reward)).toEqual(items.map((_, n) => (n % 2 === 0 ? 1 : 0)));
	});

	it('fails as a whole, with an error of ours, when the engine breaks', async () => {
		await using test = await testServer();
		const response = await test.app.inject(rewards({ items: [item('crash')] }));
		expect([response.statusCode, response.json().code]).toEqual([500, 'internal_error']);
	});
});

it('A batch is taken as soon as there is a place for its first program; the others wait', async () => {
	await using test = await testServer({ settings: { queueLimit: '1' }, grader: createFakeGrader({ concurrency: 1 }) });
	const before = pay(test, { items: [item('hang')] });
	await test.grader.nextStart();
	const paid = pay(test, { items: [item('accepted'), item('wrong_answer'), item('time_limit')] });
	paid.catch(() => undefined);
	await expect.poll(async () => (await test.app.inject('/metrics')).body).toContain('assay_queue_waiting 1');
	test.grader.release();
	await before;
	expect(await paid).toMatchObject([{ reward: 1 }, { reward: 0 }, { reward: 0 }]);
});

describe('A batch with an idempotency key', () => {
	const items = [
		item('accepted'),
		item('wrong_answer'),
		item('accepted', { id: 'again' }),
		{ problem, language: 'python', completion: 'none' },
	];
	const body = { observe: true, items };
	const send = async ({ app }: Test, key: string, payload: Record<string, unknown> = body) =>
		await app.inject(rewards(payload, { 'idempotency-key': key }));
	const judged = async ({ app }: Test) => {
		await app.inject({ method: 'POST', url: '/v1/problems', payload: problem });
		return (await app.inject('/v1/problems/sum/difficulty')).json().samples;
	};

	it('that is sent again is answered as before, without judging or counting anything again', async () => {
		await using test = await testServer();
		const first = await send(test, 'step 1');
		expect([first.statusCode, first.json().rewards.length]).toEqual([200, 4]);
		const started = test.grader.started.length;
		expect((await send(test, 'step 1')).json()).toEqual(first.json());
		expect(test.grader.started).toHaveLength(started);
		expect(await judged(test)).toBe(4);
		expect((await send(test, 'step 2')).json()).toMatchObject({ rewards: first.json().rewards.map(({ id }: { id: string }) => ({ id })) });
		expect(await judged(test)).toBe(8);
	});

	it('that was cut off goes on where it stopped', async () => {
		await using test = await testServer({ grader: createFakeGrader({ concurrency: 1 }) });
		const long = { scheme: 'fraction', observe: true, items: [item('accepted'), item('wrong_answer'), item('hang')] };
		const gone = new AbortController();
		const cut = fetch(`${test.url}/v1/rewards`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'idempotency-key': 'k', accept: 'application/x-ndjson' },
			body: JSON.stringify(long),
			signal: gone.signal,
		});
		const reader = (await cut).body?.pipeThrough(new TextDecoderStream()).getReader();
		let text = '';
		while (text.split('\n').length < 3) {
			const { value, done } = (await reader?.read()) ?? { done: true };
			expect(done, text).toBe(false);
			text += value;
		}
		gone.abort();
		await expect.poll(() => test.grader.aborted.length).toBe(1);
		const again = test.app.inject(rewards(long, { 'idempotency-key': 'k' }));
		await expect.poll(() => test.grader.started.length).toBe(4);
		expect(await judged(test)).toBe(2);
		test.grader.release();
		expect((await again).json().rewards).toMatchObject([{ reward: 1 }, { reward: 0 }, { reward: 1 }]);
		expect(await judged(test)).toBe(3);
	});

	it('is told when the same call is still under way, and when the key was another call’s', async () => {
		await using test = await testServer();
		const hanging = test.app.inject(rewards({ items: [item('hang')] }, { 'idempotency-key': 'k' }));
		hanging.catch(() => undefined);
		await test.grader.nextStart();
		const second = await send(test, 'k', { items: [item('hang')] });
		expect([second.statusCode, second.json().code]).toEqual([409, 'call_in_progress']);
		expect((await send(test, 'j')).statusCode).toBe(200);
		const other = await send(test, 'j', { items });
		expect([other.statusCode, other.json().code]).toEqual([422, 'key_reused']);
	});

	it('is judged again where there was no verdict, and counted then', async () => {
		await using test = await testServer();
		const broken = { observe: true, items: [item('accepted no_verdict'), item('accepted')] };
		await send(test, 'k', broken);
		expect(await judged(test)).toBe(1);
		const started = test.grader.started.length;
		await send(test, 'k', broken);
		expect(test.grader.started).toHaveLength(started + 1);
		expect(await judged(test)).toBe(1);
	});
});

describe('Pass rates that a batch adds to', () => {
	const observe = async (test: Test, code: string, times: number, policy = 'base') =>
		await pay(test, { observe: true, policy, items: Array.from({ length: times }, () => item(code)) });

	it('make levels once there are enough samples, and strict pays by them', async () => {
		await using test = await testServer();
		await observe(test, 'accepted wrong_answer', 15);
		const strict = { scheme: 'strict', items: [item('accepted wrong_answer')] };
		expect(await pay(test, strict)).toMatchObject([{ reward: 0, levels: 1, cold: true }]);
		await observe(test, 'accepted', 1);
		expect(await pay(test, strict)).toMatchObject([{ reward: 0.5, levels: 2, cold: false }]);
		expect(await pay(test, { ...strict, levels: 'one' })).toMatchObject([{ reward: 0, levels: 1, cold: false }]);
		expect(await pay(test, { ...strict, difficulty: { weights: { method: 'geometric', ratio: 3 } } })).toMatchObject([{ reward: 0.25 }]);
	});

	it('count every item, also of programs that are judged once, and no item without a verdict', async () => {
		await using test = await testServer();
		await observe(test, 'accepted', 20);
		await observe(test, 'no_verdict', 20);
		expect(test.grader.started).toHaveLength(2);
		expect(await pay(test, { scheme: 'strict', difficulty: { min_judged: 20 }, items: [item('accepted')] })).toMatchObject([
			{ cold: false },
		]);
		expect(await pay(test, { scheme: 'strict', difficulty: { min_judged: 21 }, items: [item('accepted')] })).toMatchObject([
			{ cold: true },
		]);
	});

	it('are shown for an uploaded problem, with its levels', async () => {
		await using test = await testServer();
		await test.app.inject({ method: 'POST', url: '/v1/problems', payload: problem });
		const shown = async (query = '') => (await test.app.inject(`/v1/problems/sum/difficulty${query}`)).json();
		expect(await shown()).toMatchObject({ problem_id: 'sum', samples: 0, pass_rate: null, cold: true, tests: [] });
		await observe(test, 'accepted wrong_answer', 12);
		await observe(test, 'accepted', 4, 'strong');
		expect(await shown()).toMatchObject({
			samples: 16,
			pass_rate: 0.25,
			pass_at: { '1': 0.25 },
			cold: false,
			levels: [
				{ level: 1, weight: 0.5, tests: ['small'] },
				{ level: 2, tests: ['large'] },
			],
			tests: [
				{ id: 'small', passed: 16, judged: 16, flags: ['trivial'] },
				{
					id: 'large',
					passed: 4,
					judged: 16,
					pass_rate: 0.25,
					level: 2,
					by_policy: { base: { passed: 0, judged: 12 }, strong: { passed: 4 } },
				},
			],
		});
		expect(await shown('?weights=geometric')).toMatchObject({
			levels: [{ weight: expect.closeTo(1 / 3) }, { weight: expect.closeTo(2 / 3) }],
		});
		expect(await shown('?min_judged=17')).toMatchObject({ cold: true });
		expect((await test.app.inject('/v1/problems/nope/difficulty')).statusCode).toBe(404);
	});

	it('are of the suite as it was: one that has changed begins anew', async () => {
		await using test = await testServer();
		await observe(test, 'accepted', 16);
		const changed = { ...problem, limits: { cpu_ms: 77 } };
		expect(await pay(test, { scheme: 'strict', items: [item('accepted'), item('accepted', { problem: changed })] })).toMatchObject([
			{ cold: false },
			{ cold: true },
		]);
	});

	it('can be pinned, so that rewards do not drift while more is observed', async () => {
		await using test = await testServer();
		await observe(test, 'accepted wrong_answer', 16);
		const snapshot = await test.app.inject({ method: 'POST', url: '/v1/snapshots', payload: { id: 'run 1' } });
		expect(snapshot.json()).toEqual({ id: 'run 1', levels: 'snapshot:run 1' });
		await observe(test, 'wrong_answer accepted', 100);
		const strict = { scheme: 'strict', items: [item('accepted wrong_answer')] };
		expect(await pay(test, { ...strict, levels: 'snapshot:run 1' })).toMatchObject([{ reward: 0.5 }]);
		expect(await pay(test, { ...strict, levels: 'live' })).toMatchObject([{ reward: 0 }]);
		const again = await test.app.inject({ method: 'POST', url: '/v1/snapshots', payload: { id: 'run 1' } });
		expect([again.statusCode, again.json().code]).toEqual([409, 'snapshot_exists']);
		const unknown = await test.app.inject(rewards({ ...strict, levels: 'snapshot:nope' }));
		expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'snapshot_not_found']);
	});

	it('tell of weights that do not fit the levels, item by item', async () => {
		await using test = await testServer();
		await observe(test, 'accepted wrong_answer', 16);
		const weights = { weights: { method: 'explicit', weights: [1, 2, 3] } };
		const items = [item('accepted'), item('accepted', { problem: aProblem({ id: 'fresh' }) })];
		expect(await pay(test, { scheme: 'strict', difficulty: weights, items })).toMatchObject([
			{ reward: null, status: 'invalid', error: { code: 'weights_mismatch' } },
			{ reward: 1, status: 'ok' },
		]);
	});
});

it('gives up a batch for which the client will not wait any longer, as it says with Prefer, and drops what is left of it', async () => {
	await using test = await testServer();
	const items = ['accepted', 'hang 1', 'hang 2', 'hang 3'].map((code) => item(code));
	const response = await test.app.inject(rewards({ scheme: 'strict', items }, { prefer: 'wait=1' }));
	expect(response.statusCode).toBe(504);
	expect(response.json()).toMatchObject({ code: 'deadline_exceeded' });
	const cut = test.grader.aborted.map(({ code }) => code);
	expect(cut.length).toBeGreaterThanOrEqual(2);
	expect(['accepted', ...cut]).toEqual(test.grader.started.map(({ code }) => code));
});
