import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startEngine, type TestEngine } from '../support/docker-engine.ts';
import { freePort } from '../support/free-port.ts';
import { repository } from '../support/local-wall.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** deploy/compose.yaml as it is, in an engine of this test's own, with images that are built here; worker with Python alone. */
let engine: TestEngine;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let url: string;
let compose: (...words: readonly string[]) => string;
const key = 'some-long-secret';

const run = (command: string, words: readonly string[], stdio: 'inherit' | 'pipe') =>
	execFileSync(command, words, {
		...{ cwd: repository, encoding: 'utf8', stdio: ['ignore', stdio, 'inherit'] },
		env: { ...process.env, DOCKER_HOST: engine.host, PACKAGES: 'python3' },
	});

beforeAll(async () => {
	engine = await startEngine();
	folder = await temporaryFolder();
	run('deploy/service/build.sh', [], 'inherit');
	for (const image of ['redis:7', 'postgres:15']) {
		run('sh', ['-c', `docker image inspect ${image} >/dev/null 2>&1 || deploy/base-images.sh ${image}`], 'inherit');
	}
	const port = await freePort();
	const settings = {
		ASSAY_API_KEYS: key,
		POSTGRES_PASSWORD: 'letters1',
		REDIS_PASSWORD: 'letters2',
		ASSAY_PUBLISH: `127.0.0.1:${port}`,
		ASSAY_SLOTS: '1',
	};
	const file = join(folder.path, 'env');
	writeFileSync(
		file,
		Object.entries(settings)
			.map((pair) => `${pair.join('=')}\n`)
			.join(''),
	);
	compose = (...words) => run('docker-compose', ['-p', 'assay', '--env-file', file, '-f', 'deploy/compose.yaml', ...words], 'pipe');
	compose('up', '-d');
	url = `http://127.0.0.1:${port}`;
	await ready();
}, 600_000);
afterAll(async () => {
	try {
		compose?.('down', '--volumes', '--timeout', '20');
	} finally {
		await engine?.stop();
		await folder?.[Symbol.asyncDispose]();
	}
}, 120_000);

/** Resolves when the fleet should be sent work. */
const ready = async () => {
	const look = async () => expect((await fetch(`${url}/readyz`)).status).toBe(200);
	await vi.waitFor(look, { timeout: 120_000, interval: 500 });
};

async function post(path: string, body: object, headers: Readonly<Record<string, string>> = { authorization: `Bearer ${key}` }) {
	const response = await fetch(`${url}${path}`, {
		...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } },
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** What a command says in the container of a service. */
const inside = (service: string, ...command: readonly string[]) => compose('exec', '-T', service, ...command).trim();

describe('The fleet of deploy/compose.yaml', () => {
	const problem = { id: 'double', tests: ['1', '22'].map((n) => ({ kind: 'stdio', input: `${n}\n`, output: `${Number(n) * 2}\n` })) };

	it('pays rewards for programs, by the verdicts that they deserve', async () => {
		expect(await post('/v1/problems', problem)).toMatchObject({ status: 200 });
		const codes = ['print(int(input()) * 2)', 'print(2)', 'import time\nwhile True: time.sleep(1)', 'print('];
		const items = codes.map((code) => ({ problem_id: 'double', language: 'python', code }));
		const { status, body } = await post('/v1/rewards', { scheme: 'fraction', observe: true, items });
		expect(status).toBe(200);
		expect(body.rewards).toMatchObject([
			{ reward: 1, verdict: 'accepted' },
			{ reward: 0.5, verdict: 'wrong_answer' },
			{ reward: 0, verdict: 'time_limit' },
			{ reward: 0, verdict: 'compile_error' },
		]);
	});

	it('asks for a key', async () => {
		expect(await post('/v1/grade', { problem, language: 'python', code: '' }, {})).toMatchObject({ status: 401 });
	});

	it('answers requests without rights: no root, no capabilities, nothing to write to but its caches', () => {
		expect(inside('api', 'id', '-u')).toBe('10001');
		expect(inside('api', 'sed', '-n', 's/^\\(CapEff\\|CapBnd\\|NoNewPrivs\\):\\t//p', '/proc/1/status')).toBe(
			'0000000000000000\n0000000000000000\n1',
		);
		expect(() => inside('api', 'touch', '/opt/assay/x')).toThrow();
	});

	it('has an init that sees to orphans as the first process of each', () => {
		for (const service of ['api', 'worker']) expect(inside(service, 'cat', '/proc/1/comm')).toBe('tini');
	});

	it('has sandboxes on its worker with users, namespaces and a filter of system calls of their own', () => {
		const said = inside('worker', 'env', 'ASSAY_HOST=127.0.0.1', '/opt/assay/bin/assay', 'doctor');
		for (const protection of ['namespaces', 'separate users', 'system-call filter'])
			expect(said).toMatch(new RegExp(`^${protection} +yes`, 'm'));
	});

	it('goes on when its worker is restarted, and keeps what it has learnt when all of it is', async () => {
		compose('restart', '--timeout', '20', 'worker');
		expect(await post('/v1/grade', { problem, language: 'python', code: 'print(int(input()) * 2)' })).toMatchObject({
			body: { verdict: 'accepted' },
		});
		compose('stop', '--timeout', '40');
		compose('start');
		await ready();
		const known = await fetch(`${url}/v1/problems/double/difficulty`, { headers: { authorization: `Bearer ${key}` } });
		expect(await known.json()).toMatchObject({ samples: 4 });
	}, 240_000);
});
