import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compatProtocols } from '../../services/http/compat/index.ts';
import { type ServerUnderTest, serverAround } from '../support/app.ts';
import { compatServers, get } from '../support/compat.ts';
import { openGrader } from '../support/grader.ts';
import { repository } from '../support/local-wall.ts';
import { type Attempt, attempt, type CompatDriver, compatDrivers, type Options } from './compat-drivers.ts';

/** What every protocol must do, as its clients see it. */
const servers = compatServers();

const task = { input: '21\n', output: '42', seconds: 4 };
const right = { ...task, code: 'print(2 * int(input()))' };

const failures = {
	'does not parse': 'print(',
	crashes: 'print(42)\n1 / 0',
	'ends itself': 'import os\nprint(42, flush=True)\nos._exit(1)',
	'kills itself': 'import os\nprint(42, flush=True)\nos.kill(os.getpid(), 9)',
	loops: 'print(42, flush=True)\nwhile True: pass',
	sleeps: 'import time\nprint(42, flush=True)\ntime.sleep(60)',
	'writes without end': 'while True: print(42)',
	'takes all memory': 'print(42, flush=True)\nx = b"x" * (1 << 31)',
};

const attacks = {
	'forks without end': 'import os\nwhile True: os.fork()',
	'leaves processes behind': 'import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(600)\nprint(1)',
	'fills the disk': 'for n in range(10**6): open(str(n), "wb").write(bytes(1 << 20))',
	'calls the world': 'import socket\nsocket.create_connection(("1.1.1.1", 53), 1)\nprint(42)',
	'looks for answers':
		'import glob\nfor name in glob.glob("/box/**", recursive=True) + glob.glob("/tmp/**"):\n    if "42" in open(name).read(): print(42)',
};

describe.each(compatDrivers.map((driver) => [`${driver.protocol}: ${driver.path}`, driver] as const))('%s', (_title, driver) => {
	const outcome = (program: Partial<Attempt>, url = servers.url, options: Options = {}) =>
		attempt(driver, url, { ...right, ...program }, options);

	it('pays for a right program, and for no wrong one', async () => {
		expect(await outcome({})).toBe('paid');
		expect(await outcome({ code: 'print(41)' })).toBe('unpaid');
		expect(await outcome({ code: '' })).toBe('unpaid');
	});

	if (driver.anyLanguage)
		it('pays in other languages too, and not for what does not compile', async () => {
			const cpp = '#include <iostream>\nint main() { int n; std::cin >> n; std::cout << 2 * n; }';
			if (driver.protocol !== 'E2B router') expect(await outcome({ language: 'cpp', code: cpp })).toBe('paid');
			expect(await outcome({ language: 'javascript', code: 'console.log(42)' })).toBe('paid');
			expect(await outcome({ language: 'cpp', code: 'int main() { return x; }' })).not.toBe('paid');
		});

	it('does not pay for programs that fail, however they do', async () => {
		const outcomes = Object.entries(failures).map(async ([how, code]) => [how, await outcome({ code, seconds: 0.2 })]);
		for (const [how, seen] of await Promise.all(outcomes)) expect([how, seen]).not.toEqual([how, 'paid']);
	});

	it('judges a large output to its last byte', async () => {
		const output = `${'x'.repeat(2_000_000)}y`;
		expect(await outcome({ code: 'print("x" * 2_000_000 + "y")', output })).toBe('paid');
		expect(await outcome({ code: 'print("x" * 2_000_000 + "z")', output })).toBe('unpaid');
	});

	it('keeps hostile programs in, and judges the next one as before', async () => {
		const outcomes = Object.entries(attacks).map(async ([how, code]) => [how, await outcome({ code, seconds: 0.2 })]);
		for (const [how, seen] of await Promise.all(outcomes)) expect([how, seen]).not.toEqual([how, 'paid']);
		expect(await outcome({})).toBe('paid');
	});

	it('does not pass its own fault off as a wrong answer', async () => {
		expect(await outcome({}, servers.failingUrl)).toBe('no verdict');
		expect(await outcome({ code: 'print(41)' }, servers.failingUrl)).toBe('no verdict');
	});

	it('does not pass a full queue off as a wrong answer', async () => {
		expect(await servers.whileBusy((url) => outcome({ seconds: 0.2 }, url))).toBe('no verdict');
	});

	it('refuses languages that are not here, and requests that make no sense', async () => {
		if (driver.anyLanguage && driver.protocol !== 'E2B router') expect(await outcome({ language: 'klingon' })).toBe('refused');
		const nonsense = { ...driver, request: () => ({ nonsense: true }) };
		expect(await attempt(nonsense, servers.url, right)).toBe('refused');
	});

	it('stops a program whose client has gone', async () => {
		const gone = new AbortController();
		const sleeper = outcome({ code: 'import time\ntime.sleep(60)', seconds: 60 }, servers.url, { signal: gone.signal });
		const running = async () => /^assay_queue_running (\d+)$/m.exec(await (await fetch(`${servers.url}/metrics`)).text())?.[1];
		await expect.poll(running, { timeout: 10_000 }).toBe('1');
		gone.abort();
		await expect(sleeper).rejects.toThrow();
		await expect.poll(running, { timeout: 10_000 }).toBe('0');
	});
});

describe('Every protocol', () => {
	let locked: ServerUnderTest;
	let grader: Awaited<ReturnType<typeof openGrader>>;
	beforeAll(async () => {
		grader = await openGrader(1);
		locked = await serverAround(grader.grader, { settings: { apiKeys: 'lab:the-key' } });
	});
	afterAll(async () => {
		await locked[Symbol.asyncDispose]();
		await grader[Symbol.asyncDispose]();
	});

	it('has a driver here, a file, and a tag in the OpenAPI document', async () => {
		const names = compatProtocols.map(({ name }) => name);
		expect(new Set(compatDrivers.map(({ protocol }) => protocol))).toEqual(new Set(names));
		const { paths } = (await get(`${servers.url}/openapi.json`)).body as { paths: Record<string, Record<string, { tags: string[] }>> };
		const tags = new Map(Object.entries(paths).map(([path, methods]) => [path, Object.values(methods)[0]?.tags]));
		for (const { protocol, path } of compatDrivers) expect(tags.get(path.split('?')[0] ?? '')).toEqual([protocol]);
		const files = readdirSync(join(repository, 'services/http/compat'));
		expect(files.length).toBeGreaterThan(names.length);
	});

	it.each(compatDrivers.map((driver): [string, CompatDriver] => [driver.path, driver]))(
		'takes a key as a bearer token, in a header, or in the URL: %s',
		async (_path, driver) => {
			const basic = `Basic ${Buffer.from('anyone:the-key').toString('base64')}`;
			expect(await attempt(driver, locked.url, right)).toBe('refused');
			for (const headers of [{ authorization: 'Bearer the-key' }, { 'x-api-key': 'the-key' }, { authorization: basic }]) {
				expect(await attempt(driver, locked.url, right, { headers })).toBe('paid');
			}
		},
	);
});
