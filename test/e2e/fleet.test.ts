import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assay, startAssay } from '../support/command.ts';
import { startFleet, type TestFleet } from '../support/fleet.ts';
import { metric } from '../support/metric.ts';
import { complaints, disturbances, payRollouts } from '../support/rollouts.ts';
import { temporaryFolder } from '../support/temporary.ts';

let fleet: TestFleet;

beforeAll(async () => {
	fleet = await startFleet(2);
});
afterAll(async () => await fleet[Symbol.asyncDispose]());

const programs = 200;

const grade = async (code: string, signal?: AbortSignal) =>
	await fetch(`${fleet.url}/v1/grade`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			language: 'python',
			code,
			problem: { id: 'echo', tests: [{ kind: 'stdio', input: 'hello\n', output: 'hello\n' }] },
		}),
		...(signal === undefined ? {} : { signal }),
	});

describe('A fleet', () => {
	test('answers as one process does, while workers are killed and restarted and Redis crashes', async () => {
		const events = disturbances([
			{ after: 20, what: async () => await Promise.all([fleet.workers[0]?.end('SIGKILL'), fleet.addWorker()]) },
			{ after: 70, what: async () => await Promise.all([fleet.workers[0]?.end('SIGTERM'), fleet.addWorker()]) },
			{ after: 120, what: async () => await fleet.redis.kill().then(fleet.redis.start) },
			{ after: 160, what: async () => await fleet.workers[0]?.end('SIGKILL') },
		]);
		const paid = await payRollouts(fleet.url, programs, 4, events.onLine);
		expect(complaints(paid.lines, programs)).toEqual([]);
		const [, [exitCode]] = (await events.all) as [unknown, [number]];
		expect(exitCode).toBe(0);
		expect(paid.statistics).toEqual(await undisturbed());
	}, 180_000);

	test('cuts a program off on its worker when the client goes away', async () => {
		const client = new AbortController();
		const answer = grade('import time\nwhile True: time.sleep(1)', client.signal);
		answer.catch(() => undefined);
		const busy = async () => {
			const all = await Promise.all(fleet.workers.map(({ url }) => metric('assay_slots_busy', url)));
			return all.reduce((sum, slots) => sum + slots, 0);
		};
		await expect.poll(busy).toBe(1);
		client.abort();
		await expect.poll(busy).toBe(0);
	});

	test('runs programs without a suite, too', async () => {
		const answer = await fetch(`${fleet.url}/run_code`, {
			...{ method: 'POST', headers: { 'content-type': 'application/json' } },
			body: JSON.stringify({ language: 'python', code: 'print(input())', stdin: 'hello' }),
		});
		expect(await answer.json()).toMatchObject({ status: 'Success', run_result: { stdout: 'hello\n' } });
	});

	test('is told apart by its metrics and its languages', async () => {
		// A worker that was killed counts for as long as it takes to miss it.
		const seen = expect.poll(async () => await metric('assay_fleet_workers', fleet.url), { timeout: 30_000, interval: 500 });
		await seen.toBe(fleet.workers.length);
		expect(await metric('assay_slots', fleet.workers[0]?.url ?? '')).toBe(1);
		const { languages } = (await (await fetch(`${fleet.url}/v1/languages`)).json()) as { languages: unknown[] };
		expect(languages).toContainEqual(expect.objectContaining({ name: 'python', version: expect.stringMatching(/^Python 3/) }));
	});

	test('refuses with 503 when it has no worker', async () => {
		await using folder = await temporaryFolder();
		const env = { ASSAY_REDIS_URL: fleet.redis.url, ASSAY_WORKER_GRACE_MS: '0' };
		const alone = startAssay(['serve', '--role', 'api', '--port', '0', '--data-dir', folder.path], {
			...env,
			ASSAY_REDIS_URL: `${env.ASSAY_REDIS_URL}/1`,
		});
		const [, url = ''] = await alone.says(/assay listens on (\S+)/);
		const item = { problem: { id: 'p', tests: [{ kind: 'stdio', input: '', output: '' }] }, language: 'python', code: '' };
		const answer = await fetch(`${url}/v1/rewards`, {
			...{ method: 'POST', headers: { 'content-type': 'application/json' } },
			body: JSON.stringify({ scheme: 'strict', items: [item] }),
		});
		expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 503, body: { code: 'no_worker' } });
		expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: false, reason: 'no language is there' });
		alone.child.kill('SIGTERM');
		expect(await alone.finished).toMatchObject({ code: 0 });
	});
});

test('A role of a fleet needs its Redis, and says so', async () => {
	expect(await assay(['serve', '--role', 'worker'], { ASSAY_REDIS_URL: '' })).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('ASSAY_REDIS_URL=redis://host:6379'),
	});
});

/** What one process learns of the same programs. */
async function undisturbed(): Promise<unknown> {
	await using folder = await temporaryFolder();
	const service = startAssay(['serve', '--port', '0', '--slots', '2', '--data-dir', folder.path, '--log-level', 'error']);
	try {
		const [, url = ''] = await service.says(/assay listens on (\S+)/);
		return (await payRollouts(url, programs, 4)).statistics;
	} finally {
		service.child.kill('SIGTERM');
		await service.finished;
	}
}
