import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clientService, pythonClient, runClient } from '../../support/clients.ts';
import { post } from '../../support/compat.ts';
import { repository } from '../../support/local-wall.ts';

/** The clients that trainers have, as `deploy/setup.sh --clients` installs them, against the service as it is started. */

const service = clientService();
const client = async (program: string, request: object, env?: Record<string, string>) => await runClient('clients', program, request, env);

const fenced = (code: string) => `Think.\n\`\`\`python\n${code}\n\`\`\`\nDone.`;
/** Its checker says that it is itself at fault. */
const unjudged = {
	id: 'unjudged',
	tests: [{ kind: 'stdio', input: '1\n', output: '' }],
	checker: { protocol: 'testlib', language: 'python', code: 'import sys\nsys.exit(3)' },
};
const doubles = { inputs: ['1\n', '2\n', '3\n', '4\n'], outputs: ['2\n', '4', '6\n\n', '8'] };

describe("verl's scorer of SandboxFusion", () => {
	const score = async (completion: string, tests: object = doubles, timeout = 10, at = service.url) =>
		((await client('verl_scorer.py', { url: `${at}/run_code`, samples: [{ completion, tests, timeout }] })).answer as object[])[0];

	test('scores right, half right and wrong programs', async () => {
		expect(await score(fenced('print(2 * int(input()))'))).toEqual({ score: 1, statuses: Array(4).fill('success') });
		expect(await score(fenced('n = int(input())\nprint(2 * n if n < 3 else n)'))).toEqual({
			score: 0.5,
			statuses: ['success', 'success', 'wrong_answer', 'wrong_answer'],
		});
		expect(await score('no program')).toMatchObject({ score: 0 });
	});

	test('tells errors from time limits', async () => {
		expect(await score(fenced('print('))).toEqual({ score: 0, statuses: Array(4).fill('runtime_error') });
		expect(await score(fenced('1 / 0'))).toEqual({ score: 0, statuses: Array(4).fill('runtime_error') });
		// One, of half a second: the client gives up about 10 s later, however busy the machine is.
		expect(await score(fenced('while True: pass'), { inputs: ['1'], outputs: ['2'] }, 0.5)).toEqual({ score: 0, statuses: ['timeout'] });
	});

	test('calls functions in its own wrapper, and appends its own asserts', async () => {
		const calls = { inputs: ['[1, 2]\n3', '[]\n1'], outputs: ['6', '1'], fn_name: 'total' };
		const code = 'class Solution:\n    def total(self, values, more): return sum(values) + more';
		expect(await score(fenced(code), calls)).toEqual({ score: 1, statuses: ['success', 'success'] });
		const asserts = { assert_case: ['assert add(1, 2) == 3', 'assert add(1, 2) == 4'] };
		expect(await score(fenced('def add(a, b): return a + b'), asserts)).toEqual({ score: 0.5, statuses: ['success', 'runtime_error'] });
	});

	test('reads a large output to its end', async () => {
		const large = { inputs: [''], outputs: ['x'.repeat(3_000_000)] };
		expect(await score(fenced('print("x" * 3_000_000)'), large)).toEqual({ score: 1, statuses: ['success'] });
	});

	test('asks again when the service is full, and loses nothing by that', async () => {
		const { started, at } = await service.start({ ASSAY_QUEUE_LIMIT: '0', ASSAY_SLOTS: '2' });
		const many = { inputs: ['1', '2', '3', '4', '5'], outputs: ['2', '4', '6', '8', '10'] };
		const slow = fenced('import time\nn = int(input())\ntime.sleep(0.3)\nprint(2 * n)');
		const { answer, log } = await client('verl_scorer.py', { url: `${at}/run_code`, samples: [{ completion: slow, tests: many }] });
		await service.stop(started);
		expect(log).toContain('Gateway Timeout (504)');
		expect(answer).toEqual([{ score: 1, statuses: Array(5).fill('success') }]);
	});

	test('has its key in the URL', async () => {
		const { started, at } = await service.start({ ASSAY_API_KEYS: 'lab:the-key' });
		const right = fenced('print(2 * int(input()))');
		expect(await score(right, doubles, 10, at.replace('://', '://lab:the-key@'))).toMatchObject({ score: 1 });
		expect(await score(right, doubles, 10, at)).toEqual({ score: 0, statuses: Array(4).fill('api_error') });
		await service.stop(started);
	});
});

test('The package sandbox-fusion runs programs, reads datasets and submits', async () => {
	const problem = { id: 'school/double', title: 'Double it', tests: [{ kind: 'stdio', input: '21\n', output: '42\n' }] };
	await post(`${service.url}/v1/problems`, problem);
	const { answer } = await client('sandbox_fusion_client.py', { url: service.url });
	expect(answer).toMatchObject({
		run: { status: 'Success', run_result: { status: 'Finished', return_code: 0, stdout: '42\n' } },
		files: { b: 'aGloaQ==' },
		async: '42\n',
		summaries: ['Success', 'run', 'time', 'compile'],
		refused: expect.stringContaining('422'),
		prompts: [{ id: 'double', prompt: 'Double it' }],
		prompt: 'Double it',
		submitted: [true, false],
	});
});

/** It is published for Python 3.11 and 3.12 only. */
const openRlhf = globSync(join(repository, 'build/clients/lib/python3*/site-packages/openrlhf'));

describe.skipIf(openRlhf.length === 0)("OpenRLHF's executor, with the reward of the service", () => {
	const endpoint = (query = '', at = service.url) => `${at}/get_reward${query}`;
	const rollouts = async (at: string, samples: readonly object[], env?: Record<string, string>) =>
		await client('openrlhf_remote_reward.py', { endpoint: at, samples }, env);
	const paid = (reward: number, log: object = { pass_rate: [reward] }) => ({ reward: [reward], scores: [reward], extra_logs: log });
	const whole = { prompt: 'Double it.', response: `${fenced('print(2 * int(input()))')}<|im_end|>` };
	const half = { prompt: 'Double it.', response: fenced('n = int(input())\nprint(2 * n if n < 3 else n)') };
	const none = { prompt: `Double it, unlike ${whole.response}`, response: 'I do not know.' };

	test('pays for what was written behind the prompt, by the tests in the label or the problem that it names', async () => {
		await post(`${service.url}/v1/problems`, { id: 'doubles', tests: [{ kind: 'stdio', input: '21\n', output: '42\n' }] });
		const label = JSON.stringify(doubles);
		const samples = [
			{ ...whole, label },
			{ ...half, label },
			{ ...none, label },
			{ ...whole, label: 'doubles' },
		];
		const { answer } = await rollouts(endpoint('?scheme=fraction'), samples);
		expect(answer).toEqual({ rollouts: [paid(1), paid(0.5), paid(0), paid(1)], kinds: ['float'] });
	});

	test('is asked again while it is full, and loses nothing by that', async () => {
		const { started, at } = await service.start({ ASSAY_QUEUE_LIMIT: '0', ASSAY_SLOTS: '2' });
		const response = fenced('import time\nn = int(input())\ntime.sleep(0.5)\nprint(2 * n)');
		const label = JSON.stringify({ inputs: ['1'], outputs: ['2'] });
		const { answer, log } = await rollouts(endpoint('', at), Array(3).fill({ prompt: 'Double it.', response, label }));
		await service.stop(started);
		expect(log).toContain('Too Many Requests');
		expect(answer).toMatchObject({ rollouts: Array(3).fill(paid(1)) });
	});

	test('leaves a program without a verdict without a reward, which is not 0', async () => {
		await post(`${service.url}/v1/problems`, unjudged);
		const { answer, log } = await rollouts(endpoint(), [{ ...whole, label: 'unjudged' }]);
		expect(log).toContain('Service Unavailable');
		expect(answer).toMatchObject({ rollouts: [{ reward: null, scores: null }] });
	});

	test('may be the file of our own client, which it loads', async () => {
		const env = { ASSAY_URL: service.url, PYTHONPATH: pythonClient };
		const samples = [whole, half].map((sample) => ({ ...sample, label: JSON.stringify({ ...doubles, inputs: ['1', '2', '3', '4'] }) }));
		const { answer } = await rollouts(join(pythonClient, 'assay_client/openrlhf.py'), samples, env);
		expect(answer).toMatchObject({ rollouts: [paid(1, { assay_passed: [1] }), paid(0, { assay_passed: [0.5] })], kinds: ['float'] });
	});
});

test('The code recipe of tinker-cookbook grades with its own harness in the sandbox', async () => {
	const functions = { inputs: ['1\n2', '3\n4'], outputs: ['3', '7'], fn_name: 'add' };
	const { answer } = await client('tinker_cookbook_grader.py', {
		url: `${service.url}/run_code`,
		samples: [
			{ completion: fenced('print(2 * int(input()))'), tests: doubles },
			{ completion: fenced('n = int(input())\nprint(2 * n if n < 3 else n)'), tests: doubles },
			{ completion: fenced('while True: pass'), tests: { inputs: ['1'], outputs: ['2'] } },
			{ completion: fenced('class Solution:\n    def add(self, a, b): return a + b'), tests: functions },
			{ completion: fenced('class Solution:\n    def add(self, a, b): return a'), tests: functions },
		],
	});
	expect(answer).toEqual([true, false, false, true, false].map((passed) => ({ passed, error: null })));
});

test('The Piston calls of open-r1 score Codeforces and IOI', async () => {
	const sum = { input: '1 2\n', output: '3\n' };
	const cpp = (body: string) => `#include <iostream>\nint main() { int a, b; std::cin >> a >> b; ${body} }`;
	const checker = 'import sys\nwant, got = (sorted(open(name).read().split()) for name in sys.argv[2:4])\nprint(100 if want == got else 0)';
	const ioi = (code: string, limit = 1) => ({
		files: {
			'graders/twice.cpp': `#include "twice.h"\nint twice(int n) { ${code} }`,
			'graders/twice.h': 'int twice(int n);',
			'graders/grader.cpp': '#include "twice.h"\n#include <cstdio>\nint main() { int n; scanf("%d", &n); printf("%d\\n", twice(n)); }',
			'graders/grader_config.json': JSON.stringify({ task_type: 'Batch', code: 'twice', time_limit: limit, memory_limit: 1 << 28 }),
			'input.txt': '21\n',
			'correct_output.txt': '42\n',
		},
	});
	const { answer } = await client('open_r1_piston.py', {
		url: service.url,
		codeforces: [
			{ ending: 'py', code: 'print(sum(map(int, input().split())))', ...sum },
			{ ending: 'py', code: 'print(4)', ...sum },
			{ ending: 'cpp', code: cpp('std::cout << a + b;'), ...sum },
			{ ending: 'cpp', code: cpp('return x;'), ...sum },
			{ ending: 'py', code: 'while True: pass', ...sum },
			{ ending: 'py', code: 'print("b a")', input: '', output: 'a b\n', checker },
			{ ending: 'py', code: 'print(open("correct_output.txt").read())', ...sum },
		],
		ioi: [ioi('return 2 * n;'), ioi('return n;'), ioi('return x;'), ioi('for (;;) ;')],
	});
	expect(answer).toMatchObject({
		codeforces: [1, 0, 1, -0.1, 0, 1, 0],
		ioi: [
			[1, 'Output is correct\n'],
			[0, expect.stringContaining("Output isn't correct")],
			[0, 'Compilation error exit code 1'],
			[0, expect.stringContaining('Time limit exceeded')],
		],
		languages: expect.arrayContaining(['python', 'cpp']),
	});
});
