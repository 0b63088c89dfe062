import { afterAll, beforeAll, expect, test } from 'vitest';
import { assay, type Started, startAssay } from '../support/command.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary.ts';

const services = 2;
let postgres: TestPostgres;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: string;
let started: Started[];
let urls: string[];

beforeAll(async () => {
	[postgres, folder] = await Promise.all([startPostgres(), temporaryFolder()]);
	store = await postgres.newDatabase();
	started = Array.from({ length: services }, (_, n) =>
		startAssay(['serve', '--port', '0', '--slots', '1', '--data-dir', folder.file(`data ${n}`)], { ASSAY_STORE: store }),
	);
	urls = await Promise.all(started.map(async ({ says }) => (await says(/assay listens on (\S+)/))[1] ?? ''));
});
afterAll(async () => {
	for (const { child } of started) child.kill('SIGTERM');
	const ended = await Promise.all(started.map(({ finished }) => finished));
	await postgres[Symbol.asyncDispose]();
	await folder[Symbol.asyncDispose]();
	for (const { code, stdout, stderr } of ended) {
		expect(code).toBe(0);
		expect(`${stdout}${stderr}`).not.toContain(postgres.password);
	}
});

const post = async (service: number, path: string, body: unknown, headers: Record<string, string> = {}) => {
	const response = await fetch(`${urls[service]}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const get = async (service: number, path: string) => (await (await fetch(`${urls[service]}${path}`)).json()) as Record<string, unknown>;
const tests = ['1', '22'].map((text) => ({ id: text, kind: 'stdio', input: `${text}\n`, output: `${text}\n` }));
const right = (n: number) => `print(input())  # ${n}`;
const half = (n: number) => `print(input()[0])  # ${n}`;
const batch = (problem_id: string, codes: readonly string[]) => ({
	scheme: 'fraction',
	observe: true,
	items: codes.map((code) => ({ problem_id, language: 'python', code })),
});

test('Services on one database share problems and pass rates, which add up exactly', async () => {
	expect(await post(0, '/v1/problems', { id: 'echo', tests })).toMatchObject({ status: 200 });
	const batches = Array.from({ length: 8 }, async (_, n) => {
		const { status, body } = await post(n % services, '/v1/rewards', batch('echo', [right(n), half(n), right(-n - 1)]));
		expect([status, (body.rewards as { reward: number }[]).map(({ reward }) => reward)]).toEqual([200, [1, 0.5, 1]]);
	});
	await Promise.all(batches);
	for (let service = 0; service < services; service++)
		expect(await get(service, '/v1/problems/echo/difficulty')).toMatchObject({
			samples: 24,
			tests: [
				{ id: '1', passed: 24, judged: 24 },
				{ id: '22', passed: 16, judged: 24 },
			],
		});
});

test('A batch goes on over a restart of the database, and each of its programs is counted once', async () => {
	expect(await post(0, '/v1/problems', { id: 'slow', tests })).toMatchObject({ status: 200 });
	const codes = Array.from({ length: 12 }, (_, n) => `import time; time.sleep(0.1); ${right(n)}`);
	const paid = Promise.all([post(0, '/v1/rewards', batch('slow', codes)), post(1, '/v1/rewards', batch('slow', codes))]);
	await expect.poll(async () => (await get(0, '/v1/problems/slow/difficulty')).samples, { timeout: 20_000 }).toBeGreaterThan(2);
	await postgres.stop('fast');
	await postgres.start();
	for (const { status, body } of await paid)
		expect([status, (body.rewards as { reward: number }[]).map(({ reward }) => reward)]).toEqual([200, codes.map(() => 1)]);
	expect(await get(1, '/v1/problems/slow/difficulty')).toMatchObject({ samples: 24, pass_rate: 1 });
});

test('A labelling job can be asked for at any of the services', async () => {
	expect(await post(0, '/v1/problems', { id: 'job', tests })).toMatchObject({ status: 200 });
	const samples = [right(1), half(2), right(3)].map((code) => ({ problem_id: 'job', language: 'python', code }));
	const { body } = await post(0, '/v1/difficulty', { samples });
	await expect.poll(async () => (await get(1, `/v1/jobs/${body.id}`)).status, { timeout: 20_000 }).toBe('done');
	expect(await get(1, `/v1/jobs/${body.id}/results`)).toMatchObject({ samples: 3, pass_rate: 2 / 3 });
});

test('The doctor says that the database answers', async () => {
	const { stdout, stderr } = await assay(['doctor'], { ASSAY_STORE: store });
	// Where a line ends is a matter of the screen's width.
	expect(stdout.replace(/\s+/g, ' ')).toMatch(/assay@127\.0\.0\.1:\d+\/assay_1 yes PostgreSQL \d+.*?, schema (\d+) of \1 /);
	expect(`${stdout}${stderr}`).not.toContain(postgres.password);
});

test.each([
	[
		'a wrong password',
		(url: string) => url.replace(postgres.password, 'guessed-word'),
		/assay: the database assay@\S+ cannot be used: password auth.*\n +hint: ASSAY_STORE/,
	],
	['a wrong name', (url: string) => url.replace(/assay_1$/, 'nowhere'), /cannot be used: database "nowhere" does not exist/],
	['what is no address', () => 'mysql://user:guessed-word@host/database', /assay: ASSAY_STORE: neither sqlite nor postgres:/],
])('A service with %s says so and ends', async (_, change, words) => {
	const { code, stdout, stderr } = await assay(['serve', '--port', '0'], {
		ASSAY_STORE: change(store),
		ASSAY_DATA_DIR: folder.file('none'),
	});
	expect(code).toBe(2);
	expect(stderr).toMatch(words);
	expect(`${stdout}${stderr}`).not.toMatch(new RegExp(`guessed-word|${postgres.password}`));
});
