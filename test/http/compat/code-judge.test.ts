import { expect, it } from 'vitest';
import { compatServers, get, post } from '../../support/compat.ts';

const servers = compatServers();
const right = { type: 'python', solution: 'print(int(input()) + 1)', input: '41\n', expected_output: '42' };
const judge = async (submission: object, path = 'judge', url = servers.url) =>
	(await post(`${url}/${path}`, { ...right, ...submission })).body;

it('judges outputs without the white space around them', async () => {
	expect(await judge({ sub_id: 'mine' })).toEqual({
		sub_id: 'mine',
		success: true,
		run_success: true,
		cost: expect.any(Number),
		reason: '',
	});
	expect(await judge({ expected_output: ' 42\n\n' })).toMatchObject({ success: true, sub_id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
	expect(await judge({ expected_output: '43' })).toMatchObject({ success: false, run_success: true, reason: '' });
	expect(await judge({ expected_output: null })).toMatchObject({ success: true, run_success: true });
});

it('tells how a program failed', async () => {
	expect(await judge({ solution: '1 / 0' })).toMatchObject({ success: false, run_success: false, reason: '' });
	expect(await judge({ solution: 'print(' })).toMatchObject({ success: false, run_success: false, reason: '' });
	expect(await judge({ type: 'cpp', solution: 'int main() { return x; }' })).toMatchObject({
		success: false,
		run_success: false,
		reason: '',
	});
	expect(await judge({ solution: 'while True: pass', options: { timeout: '0.5' } })).toMatchObject({
		success: false,
		run_success: false,
		reason: 'worker_timeout',
	});
});

it('says what a program wrote where that is asked for, all of it', async () => {
	expect(await judge({ solution: 'import sys\nprint(42)\nsys.stderr.write("e")' }, 'run')).toMatchObject({
		success: true,
		stdout: '42\n',
		stderr: 'e',
	});
	const large = await judge({ solution: 'print("x" * 3_000_000)', expected_output: 'x'.repeat(3_000_000) }, 'run');
	expect(large).toMatchObject({ success: true, stdout: `${'x'.repeat(3_000_000)}\n` });
});

it('takes C++ and every other language that is here', async () => {
	const cpp = '#include <iostream>\nint main() { int n; std::cin >> n; std::cout << n + 1; }';
	expect(await judge({ type: 'cpp', solution: cpp })).toMatchObject({ success: true });
	expect(await judge({ type: 'javascript', solution: 'console.log(42)' })).toMatchObject({ success: true });
	expect(await judge({ type: 'math' })).toMatchObject({ success: false, reason: 'invalid_input' });
});

it.each(['judge/batch', 'judge/long-batch', 'run/batch', 'run/long-batch'])('judges many in order: POST /%s', async (path) => {
	const submissions = Array.from({ length: 12 }, (_, n) => ({ ...right, sub_id: `s${n}`, expected_output: n % 3 === 0 ? '0' : '42' }));
	const { body } = await post(`${servers.url}/${path}`, { sub_id: 'all', type: 'batch', submissions });
	expect(body).toMatchObject({
		sub_id: 'all',
		results: submissions.map(({ sub_id }, n) => ({ sub_id, success: n % 3 !== 0, reason: '' })),
	});
	const [first] = (body as { results: object[] }).results;
	expect(Object.hasOwn(first ?? {}, 'stdout')).toBe(path.startsWith('run'));
});

it('has the verdicts of a batch whose outputs are too much for an answer', async () => {
	const wide = { type: 'python', solution: 'print("x" * 15_000_000)' };
	const submissions = ['y', 'y', 'y', 'y', 'x'.repeat(15_000_000), 'y'].map((expected_output) => ({ ...wide, expected_output }));
	const { body } = await post(`${servers.url}/run/batch`, { submissions });
	const { results } = body as { results: { success: boolean; stdout: string | null }[] };
	expect(results.map(({ success }) => success)).toEqual([false, false, false, false, true, false]);
	expect(results.filter(({ stdout }) => stdout !== null)).toHaveLength(4);
});

it('asks to be asked again when there is no room, and says that a fault is its own', async () => {
	const busy = await servers.whileBusy((url) => judge({}, 'judge', url));
	expect(busy).toMatchObject({ success: false, reason: 'queue_timeout' });
	expect(await judge({}, 'run', servers.failingUrl)).toMatchObject({ success: false, reason: 'internal_error', stdout: null });
	const { body } = await post(`${servers.failingUrl}/judge/batch`, { submissions: [right, right] });
	expect(body).toMatchObject({ results: [{ reason: 'internal_error' }, { reason: 'internal_error' }] });
});

it('refuses what is no submission', async () => {
	for (const body of [{}, { type: 'python' }, { ...right, solution: 1 }])
		expect(await post(`${servers.url}/judge`, body)).toMatchObject({ status: 422 });
	expect(await post(`${servers.url}/judge/batch`, { submissions: [] })).toMatchObject({
		status: 422,
		body: { detail: expect.any(String) },
	});
});

it('tells of itself', async () => {
	expect(await get(`${servers.url}/ping`)).toMatchObject({ status: 200, body: 'pong' });
	expect(await get(`${servers.url}/status`)).toMatchObject({ status: 200, body: { queue: 0, num_workers: 2 } });
});
