import { connect } from 'node:net';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Started, startAssay } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

const clean = {
	language: 'python',
	code: 'print(sum(map(int, input().split())))',
	problem: { id: 'clean', tests: [{ kind: 'stdio', input: '1 2\n', output: '3\n' }] },
};
const hanging = { ...clean, code: 'while True: pass', problem: { ...clean.problem, limits: { cpu_ms: 60_000 } } };
const requestTimeoutMs = 1500;

describe('A hostile request', () => {
	let folder: Awaited<ReturnType<typeof temporaryFolder>>;
	let service: Started;
	let url: string;

	beforeAll(async () => {
		folder = await temporaryFolder();
		const args = ['serve', '--port', '0', '--slots', '1', '--data-dir', folder.file('data'), '--log-level', 'error'];
		service = startAssay(args, { ASSAY_API_KEYS: 'one:key-one,two:key-two', ASSAY_REQUEST_TIMEOUT_MS: String(requestTimeoutMs) });
		[, url = ''] = await service.says(/assay listens on (\S+)/);
	});
	afterAll(async () => {
		service.child.kill('SIGTERM');
		expect(await service.finished).toMatchObject({ code: 0, stderr: expect.not.stringContaining('"level":50') });
		await folder[Symbol.asyncDispose]();
	});

	const ask = async (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
		const response = await fetch(`${url}${path}`, {
			method,
			headers: { authorization: 'Bearer key-one', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
			...(body === undefined ? {} : { body }),
		});
		const text = await response.text();
		return { status: response.status, text, json: () => JSON.parse(text) };
	};
	const grade = async (body: unknown) => await ask('POST', '/v1/grade', JSON.stringify(body));
	const stillRight = async () => expect((await grade(clean)).json()).toMatchObject({ verdict: 'accepted' });

	it('43: names of files that lead out of their folder are refused', async () => {
		for (const name of ['../escape', '/etc/passwd', 'a/../../b', 'a//b', '', '.', 'nul\0l']) {
			const checker = { protocol: 'icpc', language: 'python', files: { [name]: 'print()', 'main.py': 'print()' } };
			const { status, json } = await grade({ ...clean, problem: { ...clean.problem, checker } });
			expect([status, json().code], name).toEqual([400, 'invalid_request']);
		}
		await stillRight();
	});

	it('92: a body that is too large or too deep is refused, and thousands of tests are judged', async () => {
		expect((await ask('POST', '/v1/grade', 'x'.repeat(65 << 20))).status).toBe(413);
		const deep = `{"problem": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
		expect((await ask('POST', '/v1/grade', deep)).status).toBe(400);
		const tests = Array.from({ length: 3000 }, (_, n) => ({ kind: 'stdio', input: `${n} 1\n`, output: `${n + 1}\n` }));
		expect((await grade({ ...clean, problem: { id: 'many', tests } })).json()).toMatchObject({ verdict: 'accepted', total: 3000 });
		await stillRight();
	}, 60_000);

	it('93: a body that never comes to its end is given up', async () => {
		const { port } = new URL(url);
		const started = performance.now();
		const closed = Promise.withResolvers<string>();
		let said = '';
		const socket = connect(Number(port), '127.0.0.1');
		socket.on('data', (chunk) => {
			said += chunk;
		});
		socket.on('error', () => undefined);
		socket.on('close', () => closed.resolve(said));
		socket.write(
			'POST /v1/grade HTTP/1.1\r\nhost: x\r\nauthorization: Bearer key-one\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n',
		);
		const drip = setInterval(() => socket.write('{'), 100);
		try {
			expect(await closed.promise).toMatch(/^(HTTP\/1.1 408|$)/);
		} finally {
			clearInterval(drip);
			socket.destroy();
		}
		expect(performance.now() - started).toBeLessThan(40_000);
		await stillRight();
	}, 60_000);

	it('94: a small body that expands without end is refused', async () => {
		const zeros = Buffer.alloc(300 << 20);
		for (const [encoding, bomb] of [
			['gzip', gzipSync(zeros)],
			['zstd', zstdCompressSync(zeros)],
		] as const) {
			expect((await ask('POST', '/v1/grade', bomb, { 'content-encoding': encoding })).status).toBe(413);
		}
		await stillRight();
	}, 60_000);

	it('95: programs of characters that are no text get a verdict', async () => {
		const codes = ['\ud800print()', 'print("\u0000")', '\ufeffprint(sum(map(int, input().split())))', '\u2028', '\u0000'];
		for (const code of codes) {
			const { status, json } = await grade({ ...clean, code });
			expect(status, JSON.stringify(code)).toBe(200);
			expect(['accepted', 'wrong_answer', 'compile_error', 'runtime_error']).toContain(json().verdict);
		}
		await stillRight();
	});

	it('96: ids that are there twice and limits that are no limits are refused', async () => {
		const test = { id: 'same', kind: 'stdio', input: '', output: '' };
		const problems = [
			{ ...clean.problem, tests: [test, test] },
			...[-1, 0, 0.5, 1e300, null, 'NaN', '1000'].map((cpu_ms) => ({ ...clean.problem, limits: { cpu_ms } })),
		];
		for (const problem of problems) expect((await grade({ ...clean, problem })).status, JSON.stringify(problem)).toBe(400);
		const nan = JSON.stringify(hanging).replace('60000', 'NaN');
		expect((await ask('POST', '/v1/grade', nan)).json().code).toBe('invalid_json');
		await stillRight();
	});

	it('97: work of a client that has gone is stopped', async () => {
		const gone = new AbortController();
		const request = fetch(`${url}/v1/grade`, {
			method: 'POST',
			headers: { authorization: 'Bearer key-one', 'content-type': 'application/json' },
			body: JSON.stringify(hanging),
			signal: gone.signal,
		});
		const running = async () => Number(/^assay_queue_running (\d+)$/m.exec((await ask('GET', '/metrics')).text)?.[1]);
		await expect.poll(running, { timeout: 5000 }).toBe(1);
		gone.abort();
		await expect(request).rejects.toThrow();
		await expect.poll(running, { timeout: 5000 }).toBe(0);
		await stillRight();
	});

	it('98: ids that look like paths are ids', async () => {
		for (const id of ['../../../etc/passwd', '/etc/shadow', '..\\..\\x', '%2e%2e%2fx']) {
			expect((await ask('POST', '/v1/problems', JSON.stringify({ ...clean.problem, id }))).status).toBe(200);
			expect((await ask('GET', `/v1/problems/${encodeURIComponent(id)}`)).json()).toMatchObject({ id });
		}
		for (const path of ['/v1/problems/..%2f..%2f..%2fetc%2fhostname', '/docs/..%2f..%2f..%2fetc%2fpasswd', '/..%2f..%2fetc%2fpasswd']) {
			expect((await ask('GET', path)).status).toBe(404);
		}
		await stillRight();
	});

	it('99: keys that would change every object change nothing', async () => {
		const poison = '"__proto__": {"polluted": true, "verdict": "accepted"}, "constructor": {"prototype": {"polluted": true}}';
		const body = JSON.stringify({ ...clean, code: 'print("no")' });
		for (const text of [body.replace('{', `{${poison}, `), body.replace('"problem":{', `"problem":{${poison}, `)]) {
			const { status, json } = await ask('POST', '/v1/grade', text);
			if (status === 200) expect(json().verdict).toBe('wrong_answer');
			else expect(status).toBe(400);
		}
		const unpoisoned = await grade({ ...clean, code: 'print("no")' });
		expect(unpoisoned.json()).toMatchObject({ verdict: 'wrong_answer', passed: 0 });
		expect(unpoisoned.text).not.toContain('polluted');
		await stillRight();
	});

	it('100: one tenant’s problems, samples, jobs and snapshots are not another’s', async () => {
		const other = { authorization: 'Bearer key-two' };
		await ask('POST', '/v1/problems', JSON.stringify({ ...clean.problem, id: 'mine' }));
		const sample = { problem_id: 'mine', language: 'python', code: clean.code };
		const job = (await ask('POST', '/v1/difficulty', JSON.stringify({ samples: [sample] }))).json();
		const observed = JSON.stringify({ scheme: 'fraction', observe: true, items: [sample] });
		expect((await ask('POST', '/v1/rewards', observed)).json()).toMatchObject({ rewards: [{ reward: 1 }] });
		await ask('POST', '/v1/snapshots', JSON.stringify({ id: 'snap' }));
		for (const path of [
			'/v1/problems/mine',
			'/v1/problems/mine/difficulty',
			`/v1/jobs/${job.id}`,
			`/v1/jobs/${job.id}/results`,
			`/v1/jobs/${job.id}/events`,
		]) {
			expect((await ask('GET', path)).status, path).toBe(200);
			expect((await ask('GET', path, undefined, other)).status, path).toBe(404);
		}
		expect((await ask('DELETE', `/v1/jobs/${job.id}`, undefined, other)).status).toBe(404);
		expect((await ask('GET', '/v1/problems', undefined, other)).json().problems).toEqual([]);
		expect((await ask('POST', '/v1/rewards', observed, other)).json()).toMatchObject({
			rewards: [{ error: { code: 'problem_not_found' } }],
		});
		const pinned = JSON.stringify({ scheme: 'strict', levels: 'snapshot:snap', items: [clean] });
		expect((await ask('POST', '/v1/rewards', pinned)).status).toBe(200);
		expect((await ask('POST', '/v1/rewards', pinned, other)).status).toBe(404);
		expect((await ask('GET', '/v1/problems/mine', undefined, { authorization: 'Bearer nobody' })).status).toBe(401);
		await stillRight();
	});
});
