import { expect, it } from 'vitest';
import { testServer } from '../support/app.ts';
import { createFakeGrader } from '../support/fake-grader.ts';
import { aProblem } from '../support/problems.ts';

const problem = aProblem();
const grade = (body: object, headers: Record<string, string> = {}) => ({
	method: 'POST' as const,
	url: '/v1/grade',
	headers,
	payload: body,
});

it('judges a program against a problem in the request', async () => {
	await using test = await testServer();
	const response = await test.app.inject(grade({ problem, language: 'python', code: 'accepted' }));
	expect(response.statusCode).toBe(200);
	expect(response.json()).toMatchObject({ verdict: 'accepted', passed: 2, total: 2, problem_id: 'sum', language: 'python' });
});

it('judges a program against an uploaded problem, by id or digest', async () => {
	await using test = await testServer();
	const upload = await test.app.inject({ method: 'POST', url: '/v1/problems', payload: problem });
	for (const problem_id of ['sum', upload.json().problems[0].digest]) {
		const response = await test.app.inject(grade({ problem_id, language: 'py', code: 'wrong_answer' }));
		expect(response.json()).toMatchObject({ verdict: 'wrong_answer', passed: 0, problem_id: 'sum', language: 'python' });
	}
});

it('takes the program from the last fenced block of a completion', async () => {
	await using test = await testServer();
	const completion = 'First:\n```python\nwrong_answer\n```\nBetter:\n```python\naccepted\n```\nDone.';
	expect((await test.app.inject(grade({ problem, language: 'python', completion }))).json()).toMatchObject({ verdict: 'accepted' });
});

it('says which problem is not there', async () => {
	await using test = await testServer();
	const response = await test.app.inject(grade({ problem_id: 'nope', language: 'python', code: 'accepted' }));
	expect(response.statusCode).toBe(404);
	expect(response.json()).toMatchObject({ code: 'problem_not_found', detail: expect.stringContaining('nope') });
});

it('names the known languages when it does not know one', async () => {
	await using test = await testServer();
	const response = await test.app.inject(grade({ problem, language: 'cobol', code: 'accepted' }));
	expect(response.statusCode).toBe(400);
	expect(response.json()).toMatchObject({ code: 'unknown_language', detail: expect.stringContaining('python, cpp, java') });
});

it('wants exactly one of code and completion, and of problem and problem_id', async () => {
	await using test = await testServer();
	for (const body of [
		{ problem, language: 'python' },
		{ problem, language: 'python', code: 'a', completion: 'b' },
		{ language: 'python', code: 'a' },
		{ problem, problem_id: 'sum', language: 'python', code: 'a' },
	]) {
		const response = await test.app.inject(grade(body));
		expect([response.statusCode, response.json().code]).toEqual([400, 'invalid_request']);
	}
});

it('streams each test as it settles and then the result, when lines are asked for', async () => {
	await using test = await testServer();
	const response = await fetch(`${test.url}/v1/grade`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
		body: JSON.stringify({ problem, language: 'python', code: 'hang' }),
	});
	expect(response.headers.get('content-type')).toBe('application/x-ndjson');
	const lines: { type: string }[] = [];
	let text = '';
	for await (const chunk of response.body ?? []) {
		text += Buffer.from(chunk).toString();
		// The first test came while the program was still running: only now may it end.
		if (lines.length === 0) test.grader.release();
		lines.push(
			...text
				.split('\n')
				.slice(lines.length, -1)
				.map((line) => JSON.parse(line)),
		);
	}
	expect(lines.map(({ type }) => type)).toEqual(['test', 'test', 'result']);
	expect(lines.at(-1)).toMatchObject({ result: { verdict: 'accepted', problem_id: 'sum' } });
});

it('keeps the status of a refusal when lines are asked for', async () => {
	await using test = await testServer();
	const response = await test.app.inject(grade({ problem, language: 'cobol', code: 'accepted' }, { accept: 'application/x-ndjson' }));
	expect(response.statusCode).toBe(400);
	expect(response.headers['content-type']).toContain('application/problem+json');
});

it('answers 429 with Retry-After when the queue is full', async () => {
	await using test = await testServer({ grader: createFakeGrader({ concurrency: 1 }), settings: { queueLimit: '0' } });
	const started = test.grader.nextStart();
	const running = test.app.inject(grade({ problem, language: 'python', code: 'hang' }));
	void running.then(() => {});
	await started;
	for (const accept of ['application/json', 'application/x-ndjson']) {
		const refused = await test.app.inject(grade({ problem, language: 'python', code: 'accepted' }, { accept }));
		expect(refused.statusCode).toBe(429);
		expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
		expect(refused.json()).toMatchObject({ code: 'overloaded', retryable: true });
	}
	test.grader.release();
	expect((await running).json()).toMatchObject({ verdict: 'accepted' });
});

it('keeps a fault of its own to itself, and says where to look', async () => {
	await using test = await testServer();
	const response = await test.app.inject(grade({ problem, language: 'python', code: 'crash' }));
	expect(response.statusCode).toBe(500);
	expect(response.json()).toMatchObject({ code: 'internal_error', request_id: expect.any(String) });
	expect(response.body).not.toContain('the engine broke');
	expect(test.logged()).toContain('the engine broke');
});

it('logs neither programs nor tests nor keys', async () => {
	await using test = await testServer({ settings: { apiKeys: 'very-secret-key' } });
	const headers = { authorization: 'Bearer very-secret-key' };
	const secret = aProblem({ tests: [{ kind: 'stdio', input: 'secret-input', output: 'secret-output' }] });
	await test.app.inject(grade({ problem: secret, language: 'python', code: 'accepted # secret-program' }, headers));
	await test.app.inject(grade({ problem: secret, language: 'python', code: 'crash # secret-program' }, headers));
	await test.app.inject({
		method: 'POST',
		url: '/v1/grade',
		headers: { ...headers, 'content-type': 'application/json' },
		payload: '{"code": "secret-program',
	});
	expect(test.logged()).toContain('/v1/grade');
	expect(test.logged()).not.toContain('secret');
});

it('drops a program for which the client will not wait any longer, as it says with Prefer', async () => {
	await using test = await testServer();
	const response = await test.app.inject(grade({ problem, language: 'python', code: 'hang' }, { prefer: 'respond-async, wait=1' }));
	expect(response.statusCode).toBe(504);
	expect(response.json()).toMatchObject({ code: 'deadline_exceeded' });
	expect(test.grader.aborted).toHaveLength(1);
});
