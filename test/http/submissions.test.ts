import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeKey } from '../../services/tenancy/keys.ts';
import { type TestServer, testServer } from '../support/app.ts';
import { createFakeGrader } from '../support/fake-grader.ts';
import { aProblem } from '../support/problems.ts';
import { temporaryFolder } from '../support/temporary.ts';

const grade = async ({ app }: Pick<TestServer, 'app'>, code: string, headers = {}) =>
	(await app.inject({ method: 'POST', url: '/v1/grade', headers, payload: { problem_id: 'sum', language: 'python', code } })).json();
const upload = async ({ app }: Pick<TestServer, 'app'>, headers = {}) =>
	await app.inject({ method: 'POST', url: '/v1/problems', headers, payload: aProblem() });
const list = async ({ app }: Pick<TestServer, 'app'>, query = '', headers = {}) =>
	(await app.inject({ url: `/v1/submissions${query}`, headers })).json().submissions as { id: string; verdict: string }[];

it('keeps what was judged by every route, the newest first', async () => {
	await using test = await testServer();
	await upload(test);
	const { id } = await grade(test, 'accepted wrong_answer');
	const items = [{ problem_id: 'sum', language: 'python', code: 'accepted' }];
	await test.app.inject({ method: 'POST', url: '/v1/rewards', payload: { scheme: 'strict', items } });
	await expect.poll(async () => (await list(test)).map(({ verdict }) => verdict)).toEqual(['accepted', 'wrong_answer']);
	expect(await list(test, '?problem_id=other')).toEqual([]);
	const one = (await test.app.inject({ url: `/v1/submissions/${id}` })).json();
	expect(one).toMatchObject({ problem_id: 'sum', code: 'accepted wrong_answer', result: { passed: 1, total: 2 } });
	expect((await test.app.inject({ url: '/v1/submissions/none' })).json()).toMatchObject({ status: 404, code: 'submission_not_found' });
});

it('keeps none where it is told so', async () => {
	await using test = await testServer({ settings: { keptSubmissions: '0' } });
	await upload(test);
	const { id } = await grade(test, 'accepted');
	expect((await test.app.inject({ url: `/v1/submissions/${id}` })).statusCode).toBe(404);
	expect(await list(test)).toEqual([]);
});

it('shows the samples of a problem with what every scheme pays for them', async () => {
	await using test = await testServer();
	await upload(test);
	await grade(test, 'accepted wrong_answer');
	const samples = async () => (await test.app.inject({ url: '/v1/problems/sum/samples' })).json().samples;
	await expect.poll(async () => (await samples()).length).toBe(1);
	expect(await samples()).toMatchObject([
		{
			outcomes: { small: 'accepted', large: 'wrong_answer' },
			rewards: { strict: 0, soft: 0.5, all_or_nothing: 0, fraction: 0.5, subtasks: null },
		},
	]);
});

it('runs a submission again to show what it writes beside what is expected', async () => {
	const stage = { exitCode: 0, signal: 0, cpuMs: 1, wallMs: 1, memoryKb: 1, stderr: '' };
	const grader = {
		...createFakeGrader(),
		run: async ({ stdin = '' }) => ({ ok: true as const, files: [], run: { ...stage, status: 'exited' as const, stdout: `got ${stdin}` } }),
	};
	await using test = await testServer({ grader });
	await upload(test);
	const { id } = await grade(test, 'wrong_answer');
	await expect.poll(async () => (await list(test)).length).toBe(1);
	const outputs = async (name: string) =>
		(await test.app.inject({ method: 'POST', url: `/v1/submissions/${id}/outputs`, payload: { test: name } })).json();
	expect(await outputs('large')).toEqual({
		input: '10 20\n',
		expected: '30\n',
		got: 'got 10 20\n',
		stderr: '',
		status: 'exited',
		cut: false,
	});
	expect(await outputs('none')).toMatchObject({ status: 400, code: 'invalid_request' });
});

it('lets a key that may only look on see everything but tests and what quotes them', async () => {
	await using folder = await temporaryFolder();
	const keysFile = join(folder.path, 'keys.json');
	const [trainer, viewer] = [
		makeKey({ name: 'trainer', tenant: 'default', scopes: ['grade'] }),
		makeKey({ name: 'viewer', tenant: 'default', scopes: ['view'] }),
	];
	await writeFile(keysFile, JSON.stringify({ keys: [trainer.record, viewer.record] }));
	const grader = createFakeGrader();
	const judged = grader.grade;
	const quoting: typeof judged = async (...call) => {
		const result = await judged(...call);
		const tests = result.tests.map((test) => ({ ...test, reason: 'expected "3", got "4"', stderr: 'expected 3' }));
		return { ...result, reason: 'expected "3"', compile_output: 'expected 3', tests };
	};
	await using test = await testServer({ settings: { keysFile }, grader: { ...grader, grade: quoting } });
	const [asTrainer, asViewer] = [{ 'x-api-key': trainer.key }, { 'x-api-key': viewer.key }];
	await upload(test, asTrainer);
	const { id } = await grade(test, 'wrong_answer', asTrainer);
	await expect.poll(async () => (await list(test, '', asViewer)).length).toBe(1);
	const get = async (url: string) => await test.app.inject({ url, headers: asViewer });
	for (const url of [
		'/v1/problems',
		'/v1/problems/sum',
		'/v1/problems/sum/difficulty',
		'/v1/problems/sum/samples',
		'/v1/jobs',
		'/v1/live',
	]) {
		const response = await get(url);
		expect([url, response.statusCode]).toEqual([url, 200]);
		expect(response.body).not.toContain('10 20');
	}
	expect((await get(`/v1/submissions/${id}`)).body).not.toContain('expected');
	expect((await test.app.inject({ url: `/v1/submissions/${id}`, headers: asTrainer })).body).toContain('expected');
	expect((await get('/v1/problems/sum?tests=full')).json()).toMatchObject({ status: 403, code: 'forbidden' });
	for (const [url, payload] of [
		['/v1/grade', { problem_id: 'sum', language: 'python', code: 'accepted' }],
		['/v1/problems', aProblem()],
		[`/v1/submissions/${id}/outputs`, { test: 'small' }],
	] as const) {
		expect([url, (await test.app.inject({ method: 'POST', url, headers: asViewer, payload })).statusCode]).toEqual([url, 403]);
	}
});

it('tells how the server stands, and that jobs are there', async () => {
	await using test = await testServer();
	await upload(test);
	await grade(test, 'accepted');
	expect((await test.app.inject({ url: '/v1/live' })).json()).toMatchObject({
		queue: { waiting: 0, running: 0, limit: 4096 },
		slots: { total: 2, busy: 0 },
		workers: 1,
		programs: 1,
		verdicts: { accepted: 1 },
	});
	const samples = [{ problem_id: 'sum', language: 'python', code: 'accepted' }];
	const { id } = (await test.app.inject({ method: 'POST', url: '/v1/difficulty', payload: { samples } })).json();
	expect((await test.app.inject({ url: '/v1/jobs' })).json()).toMatchObject({ jobs: [{ id, total: 1 }] });
});
