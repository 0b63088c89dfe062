import { describe, expect, it } from 'vitest';
import { compatServers, get, post } from '../../support/compat.ts';

const servers = compatServers();
const runCode = (body: object) => post(`${servers.url}/run_code`, { language: 'python', ...body });
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('POST /run_code', () => {
	it('says all that a client of SandboxFusion reads', async () => {
		// What verl sends, with a field that is not known here.
		const { status, body } = await runCode({
			...{ code: 'print(int(input()) + 1)', stdin: '41\n', compile_timeout: 10, run_timeout: 10 },
			...{ memory_limit_MB: 1024, files: {}, fetch_files: [], expected_stdout: '42' },
		});
		expect(status).toBe(200);
		expect(body).toEqual({
			...{ status: 'Success', message: '', compile_result: null, executor_pod_name: null, files: {} },
			run_result: { status: 'Finished', execution_time: expect.any(Number), return_code: 0, stdout: '42\n', stderr: '' },
		});
	});

	it('fails a program with its return code: of its own, of a signal, of an exception', async () => {
		const returned = async (code: string) => (await runCode({ code })).body;
		expect(await returned('import sys; sys.exit(3)')).toMatchObject({
			status: 'Failed',
			run_result: { status: 'Finished', return_code: 3 },
		});
		expect(await returned('import os; os.abort()')).toMatchObject({
			status: 'Failed',
			run_result: { status: 'Finished', return_code: -6 },
		});
		expect(await returned('print(')).toMatchObject({
			status: 'Failed',
			compile_result: null,
			run_result: { return_code: 1, stderr: expect.stringContaining('SyntaxError') },
		});
		expect(await returned('x = bytearray(1 << 33)')).toMatchObject({ status: 'Failed', run_result: { status: 'Finished' } });
	});

	it('tells the compiler from the program', async () => {
		expect((await runCode({ language: 'cpp', code: 'int main() { return 0; }' })).body).toMatchObject({
			status: 'Success',
			compile_result: { status: 'Finished', return_code: 0 },
			run_result: { return_code: 0 },
		});
		expect((await runCode({ language: 'cpp', code: 'int main() { return x; }' })).body).toMatchObject({
			status: 'Failed',
			compile_result: { status: 'Finished', return_code: 1, stderr: expect.stringContaining('error') },
			run_result: null,
		});
	});

	it('stops a program in its time, whether it works or sleeps', async () => {
		for (const code of ['while True: pass', 'import time\nprint("begun", flush=True)\ntime.sleep(60)']) {
			expect((await runCode({ code, run_timeout: 0.5 })).body).toMatchObject({
				status: 'Failed',
				run_result: { status: 'TimeLimitExceeded', return_code: null },
			});
		}
	});

	it('stops a compiler in its time', async () => {
		const code = '#include <bits/stdc++.h>\n#include <regex>\nint main() { std::regex r("a+"); return std::regex_match("b", r); }';
		expect((await runCode({ language: 'cpp', code, compile_timeout: 0.1 })).body).toMatchObject({
			status: 'Failed',
			compile_result: { status: 'TimeLimitExceeded', return_code: null },
			run_result: null,
		});
	});

	it('loses nothing of a large output, and stops one without end', async () => {
		const { body } = await runCode({ code: 'print("x" * 5_000_000)' });
		expect(body).toMatchObject({ status: 'Success', run_result: { stdout: `${'x'.repeat(5_000_000)}\n` } });
		expect((await runCode({ code: 'while True: print("x" * 10_000)' })).body).toMatchObject({
			status: 'Failed',
			run_result: { status: 'Finished', return_code: -25, stderr: expect.stringContaining('wrote more') },
		});
	});

	it('takes a large input', async () => {
		const stdin = 'y'.repeat(2_000_000);
		expect((await runCode({ code: 'print(len(input()))', stdin })).body).toMatchObject({ run_result: { stdout: '2000000\n' } });
	});

	it('has the files that were sent, and gives back those that are wanted', async () => {
		const { body } = await runCode({
			code: 'import helper\nopen("out/made.txt", "w").write(helper.twice(open("data/in.txt").read()))',
			files: {
				'helper.py': base64('twice = lambda text: 2 * text'),
				'data/in.txt': base64('ab'),
				'out/here': base64(''),
				'left-out': null,
			},
			fetch_files: ['out/made.txt', 'absent'],
		});
		expect(body).toMatchObject({ status: 'Success', files: { 'out/made.txt': base64('abab') } });
	});

	it.each(['../escape', '/etc/passwd', 'a/../../b', '', '.', 'a\0b'])('refuses the file name %j', async (name) => {
		expect(await runCode({ code: 'pass', files: { [name]: base64('x') } })).toMatchObject({ status: 422 });
		expect(await runCode({ code: 'pass', fetch_files: [name] })).toMatchObject({ status: 422 });
	});

	it('takes the names of languages that its clients have', async () => {
		expect((await runCode({ language: 'nodejs', code: 'console.log(6 * 7)' })).body).toMatchObject({ run_result: { stdout: '42\n' } });
		expect((await runCode({ language: 'typescript', code: 'const n: number = 42; console.log(n)' })).body).toMatchObject({
			run_result: { stdout: '42\n' },
		});
		for (const language of ['pytest', 'lean', 'klingon', '__proto__']) {
			const { status, body } = await runCode({ language, code: '' });
			expect([status, body]).toEqual([422, { detail: expect.stringContaining(`language "${language}" is not one of: python`) }]);
		}
	});

	it('says 504 when there is no room, which clients try again, and SandboxError when it is its own fault', async () => {
		const busy = await servers.whileBusy((url) => post(`${url}/run_code`, { language: 'python', code: 'print(1)' }));
		expect(busy).toMatchObject({ status: 504, body: { detail: expect.any(String) } });
		expect(busy.headers.get('retry-after')).toMatch(/^\d+$/);
		expect(await post(`${servers.failingUrl}/run_code`, { language: 'python', code: 'print(1)' })).toMatchObject({
			status: 200,
			body: { status: 'SandboxError', message: 'sandbox_fault: no more sandboxes', run_result: null, compile_result: null },
		});
	});

	it.each(['{', '[]', '{"language": "python"}', '{"code": "", "language": "python", "run_timeout": -1}'])('refuses %s', async (body) => {
		expect(await post(`${servers.url}/run_code`, body)).toMatchObject({ status: 422, body: { detail: expect.any(String) } });
	});
});

describe('POST /common_evaluate_batch', () => {
	const evaluate = (completion: string, test_cases: object, extra: object = {}, language = 'python') =>
		post(`${servers.url}/common_evaluate_batch`, {
			completion,
			config: { language, run_timeout: 5, provided_data: { test_cases }, extra: { run_all_cases: true, ...extra } },
		});
	const fenced = (code: string, language = 'python') => `Here:\n\`\`\`${language}\n${code}\n\`\`\``;
	const sums = { type: 'stdin_stdout', input: ['1 2', '3 4'], output: ['3', '7'], fn_name: null };

	it('judges outputs, by the rule of SandboxFusion', async () => {
		const right = await evaluate(fenced('print(sum(map(int, input().split())))'), sums);
		expect(right.body).toMatchObject({
			...{ accepted: true, extracted_type: 'fenced', extracted_code: expect.stringContaining('sum(') },
			tests: [
				{ passed: true, exec_info: { status: 'Success', run_result: { return_code: 0 } } },
				{ passed: true, exec_info: { status: 'Success' } },
			],
		});
		expect((await evaluate(fenced('print(3)'), sums)).body).toMatchObject({
			accepted: false,
			tests: [{ passed: true }, { passed: false }],
		});
		// Outputs that end too early are not right, as the original has it.
		expect((await evaluate(fenced('print(3)'), { ...sums, input: ['1'], output: ['3\n4'] })).body).toMatchObject({ accepted: false });
	});

	it('judges what functions return', async () => {
		const code = fenced('def twice(values): return [2 * value for value in values]');
		const calls = { type: 'function_call', fn_name: 'twice', input: [[[1, 2]], [[]]], output: [[[2, 4]], [[]]] };
		expect((await evaluate(code, calls)).body).toMatchObject({ accepted: true, tests: [{ passed: true }, { passed: true }] });
		const lines = { type: 'function_call', fn_name: 'twice', input: ['[1, 2]'], output: ['[2, 4]'], json_input: true };
		expect((await evaluate(code, lines)).body).toMatchObject({ accepted: true });
		expect((await evaluate(code, { ...lines, output: ['[2, 5]'] })).body).toMatchObject({ accepted: false });
	});

	it('asks a special judge, in a sandbox of its own', async () => {
		const judge = 'import sys\na, b = map(int, open("answer.txt").read().split())\nsys.exit(a + b != int(open("stdin.txt").read()))';
		const cases = { type: 'stdin_stdout', input: ['3'], output: ['1 2'] };
		const extra = { special_judge_program: judge, special_judge_language: 'python' };
		expect((await evaluate(fenced('print(int(input()) - 5, 5)'), cases, extra)).body).toMatchObject({ accepted: true });
		expect((await evaluate(fenced('print(int(input()), 5)'), cases, extra)).body).toMatchObject({ accepted: false });
	});

	it('says what became of a program that fails, and of a completion without one', async () => {
		expect((await evaluate(fenced('int main() { return x; }', 'cpp'), sums, {}, 'cpp')).body).toMatchObject({
			accepted: false,
			tests: [{ passed: false, exec_info: { status: 'Failed', compile_result: { return_code: 1 }, run_result: null } }, {}],
		});
		expect((await evaluate(fenced('raise SystemExit(2)'), sums)).body).toMatchObject({
			tests: [{ passed: false, exec_info: { status: 'Failed', run_result: { return_code: 2 } } }, {}],
		});
		expect((await evaluate('I cannot do that.', sums)).body).toMatchObject({
			accepted: false,
			extracted_type: 'empty',
			extracted_code: '',
		});
	});

	it('takes no verdict for what is its own fault', async () => {
		const body = { completion: fenced('print(1)'), config: { language: 'python', provided_data: { test_cases: sums } } };
		expect(await post(`${servers.failingUrl}/common_evaluate_batch`, body)).toMatchObject({ status: 503 });
		expect(await servers.whileBusy((url) => post(`${url}/common_evaluate_batch`, body))).toMatchObject({ status: 504 });
	});

	it('refuses suites that make no sense', async () => {
		expect(await evaluate('', { ...sums, output: ['3'] })).toMatchObject({ status: 422, body: { detail: '2 inputs, but 1 outputs' } });
		expect(await evaluate('', { ...sums, input: [], output: [] })).toMatchObject({ status: 422 });
		expect(await evaluate('', { ...sums, fn_name: 'f', type: 'function_call', json_input: true, input: ['{', '1'] })).toMatchObject({
			status: 422,
		});
	});
});

describe('Datasets', () => {
	const problem = (id: string, title: string) => ({ id, title, tests: [{ kind: 'stdio', input: '1\n', output: '2\n' }] });

	it('are our own problems, which completions can be submitted for', async () => {
		await post(`${servers.url}/v1/problems`, [
			problem('school/one', 'Add one'),
			problem('school/two', 'Add one again'),
			problem('alone', 'x'),
		]);
		expect((await get(`${servers.url}/list_datasets`)).body).toEqual(['assay', 'school']);
		const ask = async (path: string, body: object) => (await post(`${servers.url}/${path}`, { config: {}, ...body })).body;
		expect(await ask('list_ids', { dataset: 'school' })).toEqual(['one', 'two']);
		expect(await ask('get_prompts', { dataset: 'school', offset: 1, limit: 5 })).toEqual([
			{ id: 'two', prompt: 'Add one again', labels: { title: 'Add one again' } },
		]);
		expect(await ask('get_prompt_by_id', { dataset: 'assay', id: 'school/one' })).toMatchObject({ prompt: 'Add one' });
		const completion = '```python\nprint(int(input()) + 1)\n```';
		expect(await ask('submit', { dataset: 'school', id: 'one', completion })).toMatchObject({ id: 'one', accepted: true });
		expect(await ask('submit', { dataset: 'school', id: 'one', completion: '```\nprint(1)\n```' })).toMatchObject({ accepted: false });
		expect(await post(`${servers.url}/submit`, { dataset: 'school', id: 9, completion, config: {} })).toMatchObject({ status: 404 });
		await post(`${servers.url}/v1/problems`, {
			...problem('school/begun', ''),
			prefix: 'def twice(n):\n',
			tests: [{ kind: 'call', entry_point: 'twice', args: [4], expected: 8 }],
		});
		const rest = '    return 2 * n\n';
		expect(await ask('submit', { dataset: 'school', id: 'begun', completion: rest })).toMatchObject({
			...{ accepted: true, extracted_code: rest, full_code: `def twice(n):\n${rest}`, extracted_type: 'heuristic' },
		});
	});
});

it('counts the programs that it has run', async () => {
	await runCode({ code: 'pass' });
	const metrics = await (await fetch(`${servers.url}/metrics`)).text();
	expect(metrics).toMatch(/^assay_run_duration_seconds_count{language="python",status="exited"} [1-9]/m);
});

it('answers a ping', async () => {
	expect((await get(`${servers.url}/v1/ping`)).body).toBe('pong');
});
