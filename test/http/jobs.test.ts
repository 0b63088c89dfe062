import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { loadConfig } from '../../services/config.ts';
import { type RunningServer, startServer } from '../../services/server.ts';
import { testServer } from '../support/app.ts';
import { fromLines } from '../support/command.ts';
import { createFakeGrader } from '../support/fake-grader.ts';
import { aProblem } from '../support/problems.ts';
import { temporaryFolder } from '../support/temporary.ts';

type App = RunningServer['app'];
const sample = (code: string, more: Record<string, unknown> = {}) => ({ problem_id: 'sum', language: 'python', code, ...more });
const upload = async (app: App) => await app.inject({ method: 'POST', url: '/v1/problems', payload: aProblem() });
const begin = async (app: App, samples: readonly unknown[], more: Record<string, unknown> = {}) => {
	const response = await app.inject({ method: 'POST', url: '/v1/difficulty', payload: { samples, ...more } });
	return { status: response.statusCode, body: response.json() };
};
const view = async (app: App, id: string) => (await app.inject(`/v1/jobs/${id}`)).json();
const ended = async (app: App, id: string, status = 'done') => {
	await expect.poll(async () => (await view(app, id)).status, { timeout: 10_000 }).toBe(status);
	return await view(app, id);
};
const labels = async (app: App, id: string) => fromLines((await app.inject(`/v1/jobs/${id}/results`)).body);

it('labels a problem from samples, which count in its pass rates too', async () => {
	await using test = await testServer();
	await upload(test.app);
	const samples = [
		...Array.from({ length: 12 }, (_, n) => sample(n < 3 ? 'accepted' : 'accepted wrong_answer', { policy: 'base' })),
		...Array.from({ length: 4 }, () => ({ problem_id: 'sum', language: 'py', completion: 'no idea', policy: 'weak' })),
	];
	const { status, body } = await begin(test.app, samples);
	expect({ status, body }).toMatchObject({ status: 202, body: { status: 'running', total: 16, refused: [] } });
	expect(await ended(test.app, body.id)).toMatchObject({ done: 16, total: 16 });
	const label = {
		problem_id: 'sum',
		samples: 16,
		pass_rate: 3 / 16,
		cold: false,
		levels: [
			{ level: 1, tests: ['small'] },
			{ level: 2, tests: ['large'] },
		],
		tests: [
			{ id: 'small', passed: 12, judged: 16, by_policy: { base: { passed: 12 }, weak: { passed: 0, judged: 4 } } },
			{ id: 'large', passed: 3, judged: 16 },
		],
	};
	expect(await labels(test.app, body.id)).toMatchObject([label]);
	expect((await test.app.inject('/v1/problems/sum/difficulty')).json()).toMatchObject(label);
	expect(test.grader.started).toHaveLength(2);
});

it('tells two versions of a suite apart, also for the same program', async () => {
	await using test = await testServer();
	const old = (await upload(test.app)).json().problems[0].digest;
	const [first] = aProblem().tests;
	await test.app.inject({ method: 'POST', url: '/v1/problems', payload: { ...aProblem(), tests: [first] } });
	const { body } = await begin(test.app, [sample('accepted', { problem_id: old }), sample('accepted')]);
	await ended(test.app, body.id);
	expect((await labels(test.app, body.id)).map(({ tests }) => (tests as unknown[]).length)).toEqual([2, 1]);
});

it('lists samples that cannot be used, and refuses a job without any that can', async () => {
	await using test = await testServer();
	await upload(test.app);
	const bad = [
		sample('accepted', { problem_id: 'nope' }),
		sample('accepted', { language: 'cobol' }),
		{ problem_id: 'sum', language: 'python' },
		7,
	];
	const { body } = await begin(test.app, [...bad, sample('accepted')]);
	expect(body).toMatchObject({
		total: 1,
		refused: [
			{ position: 0, code: 'problem_not_found' },
			{ position: 1, code: 'unknown_language' },
			{ position: 2, code: 'invalid_request' },
			{ position: 3, code: 'invalid_request' },
		],
	});
	expect(await begin(test.app, bad)).toMatchObject({
		status: 400,
		body: { code: 'invalid_request', detail: expect.stringContaining('no problem "nope"') },
	});
	expect(await begin(test.app, [])).toMatchObject({ status: 400 });
	for (const path of ['', '/results', '/events'])
		expect((await test.app.inject(`/v1/jobs/nope${path}`)).json()).toMatchObject({ code: 'job_not_found' });
});

it('tells of its progress as server-sent events, and of its end', async () => {
	await using test = await testServer({ grader: createFakeGrader({ concurrency: 1 }) });
	await upload(test.app);
	const { body } = await begin(test.app, [sample('accepted'), sample('hang')]);
	const response = await fetch(`${test.url}/v1/jobs/${body.id}/events`);
	expect(response.headers.get('content-type')).toContain('text/event-stream');
	const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	while (!text.includes('"done":1')) text += (await reader?.read())?.value ?? '';
	test.grader.release();
	for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value;
	const events = text.trim().split('\n\n');
	expect(events[0]).toMatch(/^event: progress\ndata: \{"id":/);
	expect(events.at(-1)).toMatch(/^event: end\ndata: .*"status":"done","total":2|^event: end\ndata: .*"status":"done"/);
});

it('stops when it is cancelled, and keeps what is judged', async () => {
	await using test = await testServer({ grader: createFakeGrader({ concurrency: 1 }) });
	await upload(test.app);
	const { body } = await begin(test.app, [sample('accepted'), sample('hang'), sample('wrong_answer')]);
	await expect.poll(async () => (await view(test.app, body.id)).done).toBe(1);
	const cancelled = await test.app.inject({ method: 'DELETE', url: `/v1/jobs/${body.id}` });
	expect(cancelled.json()).toMatchObject({ status: 'cancelled', done: 1, total: 3 });
	expect(test.grader.aborted).toHaveLength(1);
	expect(await labels(test.app, body.id)).toMatchObject([{ samples: 1, pass_rate: 1 }]);
	expect(test.grader.started).toHaveLength(2);
});

it('goes on after a restart where it was, with nothing judged twice', async () => {
	await using folder = await temporaryFolder();
	const config = { ...loadConfig({ port: '0', dataDir: join(folder.path, 'data') }, {}), shutdownGraceMs: 0 };
	const serve = async (grader = createFakeGrader({ concurrency: 1 })) => {
		const server = await startServer({ config, grader, logger: pino({ level: 'silent' }), version: '0.0.0', processMetrics: false });
		return { server, grader };
	};
	const first = await serve();
	await upload(first.server.app);
	const { body } = await begin(first.server.app, [sample('accepted'), sample('hang'), sample('wrong_answer')]);
	await expect.poll(async () => (await view(first.server.app, body.id)).done).toBe(1);
	await first.server.stop();
	const second = await serve();
	try {
		await second.grader.nextStart();
		second.grader.release();
		expect(await ended(second.server.app, body.id)).toMatchObject({ done: 3 });
		expect(second.grader.started.map(({ code }) => code)).toEqual(['hang', 'wrong_answer']);
		expect(await labels(second.server.app, body.id)).toMatchObject([{ samples: 3, tests: [{ passed: 2, judged: 3 }, {}] }]);
	} finally {
		second.grader.release();
		await second.server.stop();
	}
});

it('goes on where the checker of a suite does not compile; its samples count nowhere', async () => {
	await using test = await testServer();
	await upload(test.app);
	const { body } = await begin(test.app, [sample('bad checker'), sample('accepted'), sample('accepted wrong_answer')]);
	expect(await ended(test.app, body.id)).toMatchObject({ done: 3 });
	expect(await labels(test.app, body.id)).toMatchObject([
		{
			samples: 3,
			tests: [
				{ passed: 2, judged: 2 },
				{ passed: 1, judged: 2 },
			],
		},
	]);
	expect(test.logged()).toContain('it does not compile');
});

it('fails, and says so, when the engine breaks; other jobs go on', async () => {
	await using test = await testServer();
	await upload(test.app);
	const [broken, good] = [await begin(test.app, [sample('crash')]), await begin(test.app, [sample('accepted')])];
	expect(await ended(test.app, broken.body.id, 'failed')).toMatchObject({ reason: 'a fault of the server', done: 0 });
	expect(await ended(test.app, good.body.id)).toMatchObject({ done: 1 });
	expect(test.logged()).toContain('the engine broke');
});
