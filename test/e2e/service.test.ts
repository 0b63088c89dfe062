import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Started, startAssay } from '../support/command.ts';
import { metric } from '../support/metric.ts';
import { temporaryFolder } from '../support/temporary.ts';

const echo = (program: string, more: Record<string, unknown> = {}) => ({
	language: 'python',
	code: program,
	problem: { id: 'echo', tests: [{ kind: 'stdio', input: 'hello\n', output: 'hello\n' }], ...more },
});
const right = 'print(input())';

interface Answer {
	readonly status: number;
	readonly body: Record<string, unknown>;
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let service: Started;
let url: string;

async function start(env: Record<string, string> = {}) {
	const started = startAssay(['serve', '--port', '0', '--slots', '2', '--data-dir', folder.file('data'), '--log-level', 'warn'], env);
	const [, at = ''] = await started.says(/assay listens on (\S+)/);
	return { started, at };
}
const post = async (path: string, body: unknown, at = url, signal?: AbortSignal): Promise<Answer> => {
	const response = await fetch(`${at}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
		...(signal === undefined ? {} : { signal }),
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const processesBelow = (pid: number) =>
	execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
		.trim()
		.split(/\s+/);

beforeAll(async () => {
	folder = await temporaryFolder();
	({ started: service, at: url } = await start());
});
afterAll(async () => {
	service.child.kill('SIGTERM');
	expect(await service.finished).toMatchObject({ code: 0, stderr: expect.not.stringContaining('fault') });
	await folder[Symbol.asyncDispose]();
});

describe('A service with real sandboxes', () => {
	test('judges by the id of a problem that was uploaded', async () => {
		expect(await post('/v1/problems', { ...echo('').problem, id: 'contest/echo' })).toMatchObject({ status: 200 });
		expect(await post('/v1/grade', { language: 'py', code: right, problem_id: 'contest/echo' })).toMatchObject({
			status: 200,
			body: { verdict: 'accepted', problem_id: 'contest/echo', passed: 1, total: 1, tests: [{ verdict: 'accepted' }] },
		});
	});

	test('pays rewards for a batch, learns from it, and runs only what a reward depends on', async () => {
		const tests = [1, 5, 9].map((value) => ({ id: `up to ${value}`, kind: 'stdio', input: `${value}\n`, output: `${value}\n` }));
		expect(await post('/v1/problems', { id: 'rise', tests })).toMatchObject({ status: 200 });
		const [all, most, few] = [
			'print(int(input()))',
			'n = int(input())\nprint(n if n < 9 else 0)',
			'n = int(input())\nprint(n if n < 5 else 0)',
		];
		const item = (code = '', n = 0) => ({ problem_id: 'rise', language: 'python', code: `${code}\n# ${n}` });
		const seen = Array.from({ length: 20 }, (_, n) => item(n % 10 === 0 ? all : n % 2 === 0 ? most : few, n));
		expect(await post('/v1/rewards', { scheme: 'soft', observe: true, items: seen })).toMatchObject({ status: 200 });
		const paid = await post('/v1/rewards', { scheme: 'strict', items: [item(all), item(most), item(few), item('print(')] });
		expect(paid.body.rewards).toMatchObject([
			{ reward: 1, levels: 3, skipped: [] },
			{ reward: expect.closeTo(2 / 3), verdict: 'wrong_answer', skipped: [] },
			{ reward: expect.closeTo(1 / 3), verdict: 'wrong_answer', skipped: ['up to 9'] },
			{ reward: 0, status: 'compile_error' },
		]);
	});

	test('labels over HTTP in a job', async () => {
		expect(await post('/v1/problems', { ...echo('').problem, id: 'job/echo' })).toMatchObject({ status: 200 });
		const samples = Array.from({ length: 20 }, (_, n) => ({
			problem_id: 'job/echo',
			language: 'python',
			code: `${n % 4 === 0 ? right : 'print(1)'}  # ${n}`,
		}));
		const { status, body } = await post('/v1/difficulty', { samples });
		expect(status).toBe(202);
		const job = async () => (await (await fetch(`${url}/v1/jobs/${body.id}`)).json()) as { status: string };
		await expect.poll(async () => (await job()).status, { timeout: 20_000 }).toBe('done');
		const results = await (await fetch(`${url}/v1/jobs/${body.id}/results`)).text();
		expect(JSON.parse(results)).toMatchObject({
			problem_id: 'job/echo',
			samples: 20,
			pass_rate: 0.25,
			tests: [{ passed: 5, judged: 20, level: 1 }],
		});
	});

	test('says which languages there are, with their versions', async () => {
		const { languages } = (await (await fetch(`${url}/v1/languages`)).json()) as { languages: { name: string; version: string | null }[] };
		const versions = new Map(languages.map(({ name, version }) => [name, version]));
		for (const name of ['python', 'cpp', 'c', 'java', 'javascript', 'typescript']) expect(versions.get(name), name).toMatch(/\d+\.\d+/);
		for (const [name, version] of versions) expect(version ?? '0', name).toMatch(/\d/);
	});

	test('answers each bad request with an error of its own, while others are judged undisturbed', async () => {
		const honest = Array.from({ length: 12 }, () => post('/v1/grade', echo(right)));
		const problem = echo('').problem;
		const call = { kind: 'call', entry_point: 'absent', args: [1], expected: 1 };
		const bad: [unknown, number, string][] = [
			[{ ...echo(right), language: 'brainfuck' }, 400, 'unknown_language'],
			[{ ...echo(right), problem: { ...problem, tests: [] } }, 400, 'empty_suite'],
			[JSON.stringify(echo(right, { limits: { cpu_ms: 1 } })).replace('"cpu_ms":1', '"cpu_ms":NaN'), 400, 'invalid_json'],
			[echo(right, { limits: { cpu_ms: 'NaN' } }), 400, 'invalid_limit'],
			[echo(right, { limits: { cpu_ms: -1 } }), 400, 'invalid_limit'],
			[{ language: 'python', code: right, problem_id: 'never-seen' }, 404, 'problem_not_found'],
			[{ language: 'cpp', code: 'int main() {}', problem: { id: 'p', tests: [call] } }, 400, 'unsupported_test'],
			[JSON.stringify({ ...echo(right), code: 'x'.repeat(65 << 20) }), 413, 'body_too_large'],
			['{"language": "python", "code": ', 400, 'invalid_json'],
		];
		for (const [body, status, code] of bad) expect(await post('/v1/grade', body), code).toMatchObject({ status, body: { code, status } });
		const missing = await post('/v1/grade', { language: 'python', code: 'x = 1', problem: { id: 'p', tests: [call] } });
		expect(missing).toMatchObject({
			status: 200,
			body: { verdict: 'runtime_error', reason: expect.stringMatching(/^entry_point_missing/) },
		});
		for (const answer of await Promise.all(honest)) expect(answer).toMatchObject({ status: 200, body: { verdict: 'accepted' } });
	});

	test('lets a client that sends too much read the answer, every time', async () => {
		const large = JSON.stringify({ ...echo(right), code: 'x'.repeat(65 << 20) });
		for (let n = 0; n < 12; n++) expect(await post('/v1/grade', large)).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
		const headers = { 'content-type': 'application/json', 'content-encoding': 'br' };
		for (let n = 0; n < 6; n++)
			expect((await fetch(`${url}/v1/grade`, { method: 'POST', headers, body: large.slice(0, 60 << 20) })).status).toBe(415);
	});

	test('stays small while a program prints without end, which ends by its output limit', async () => {
		const residentMb = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${service.child.pid}/status`, 'utf8'))?.[1]) / 1024;
		const flood = echo('while True: print("x" * 1000)', { limits: { cpu_ms: 5000, output_kb: 1024 } });
		await post('/v1/grade', flood);
		const before = residentMb();
		for (let i = 0; i < 20; i++) {
			const { body } = await post('/v1/grade', flood);
			expect(body).toMatchObject({ verdict: 'output_limit' });
			expect((body.tests as { cpu_ms: number }[])[0]?.cpu_ms).toBeLessThan(5000);
		}
		expect(residentMb()).toBeLessThan(before + 40);
	});

	test('stops the work of a client that goes away, and frees its sandbox', async () => {
		const sleep = echo('import time\ntime.sleep(100)', { limits: { cpu_ms: 1000, wall_ms: 100_000 } });
		const gone = new AbortController();
		const answers = Promise.allSettled([post('/v1/grade', sleep, url, gone.signal), post('/v1/grade', sleep, url, gone.signal)]);
		await expect.poll(() => metric('assay_slots_busy', url), { timeout: 10_000 }).toBe(2);
		gone.abort();
		expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		await expect.poll(() => metric('assay_slots_busy', url), { timeout: 10_000 }).toBe(0);
		expect(await post('/v1/grade', echo(right))).toMatchObject({ body: { verdict: 'accepted' } });
	});

	test('answers 429 with the time to wait when its queue is full', async () => {
		const { started, at } = await start({ ASSAY_QUEUE_LIMIT: '1', ASSAY_DATA_DIR: folder.file('small') });
		const sleep = echo('import time\ntime.sleep(100)', { limits: { cpu_ms: 1000, wall_ms: 100_000 } });
		const gone = new AbortController();
		const busy = Promise.allSettled([0, 1, 2].map(() => post('/v1/grade', sleep, at, gone.signal)));
		await expect.poll(() => metric('assay_queue_waiting', at), { timeout: 10_000 }).toBe(1);
		const refused = await fetch(`${at}/v1/grade`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(echo(right)),
		});
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
		gone.abort();
		await busy;
		started.child.kill('SIGTERM');
		expect((await started.finished).code).toBe(0);
	});

	test('lets a program that runs end when it is told to stop, and leaves no process behind', async () => {
		const { started, at } = await start();
		const slow = post('/v1/grade', echo('import time\ntime.sleep(1.5)\nprint(input())'), at);
		await expect.poll(() => metric('assay_slots_busy', at), { timeout: 10_000 }).toBe(1);
		const children = processesBelow(started.child.pid ?? 0);
		expect(children.length).toBeGreaterThan(1);
		started.child.kill('SIGTERM');
		expect(await slow).toMatchObject({ status: 200, body: { verdict: 'accepted' } });
		expect((await started.finished).code).toBe(0);
		const left = children.filter((pid) => spawnedStill(pid));
		expect(left).toEqual([]);
	});

	test('leaves no process behind when it is killed without a word', async () => {
		const { started } = await start();
		const children = processesBelow(started.child.pid ?? 0);
		started.child.kill('SIGKILL');
		await started.finished;
		await expect.poll(() => children.filter(spawnedStill), { timeout: 10_000 }).toEqual([]);
	});
});

/** Whether the process still runs bubblewrap; its number may have gone to another. */
function spawnedStill(pid: string): boolean {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('bwrap');
	} catch {
		return false;
	}
}
