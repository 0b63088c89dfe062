import { expect, it } from 'vitest';
import { compatServers, post } from '../../support/compat.ts';

const servers = compatServers();
const runAll = (scripts: string[], more: object = {}, url = servers.url) =>
	post(`${url}/execute_batch`, { scripts, languages: scripts.map(() => 'python'), timeout: 5, request_timeout: 28, ...more });
const run = async (script: string, more: object = {}, url?: string) => ((await runAll([script], more, url)).body as object[])[0];

it('gives the value of the last expression, as a notebook does, which is the reward', async () => {
	expect(await run('def score():\n    print("working")\n    return 3 / 4\nscore()')).toEqual({
		execution: {
			results: [{ text: '0.75', is_main_result: true }],
			logs: { stdout: ['working\n'], stderr: [] },
			...{ error: null, execution_count: 1 },
		},
		...{ text: '0.75', exception_str: null },
	});
	expect(await run('x = 1')).toMatchObject({
		execution: { results: [], error: null },
		text: '',
		exception_str: 'No output from execution',
	});
	expect(await run('print(0.5)')).toMatchObject({ execution: { results: [] }, text: '0.5\n', exception_str: null });
});

it('runs what a script starts, as the rewards of open-r1 do', async () => {
	const script = `import subprocess
def evaluate(code, cases):
    passed = 0
    for case in cases:
        process = subprocess.run(["python3", "-c", code], input=case["input"], text=True, capture_output=True, timeout=5)
        passed += process.stdout.strip() == case["output"]
    return passed / len(cases)
evaluate("print(int(input()) + 1)", [{"input": "1", "output": "2"}, {"input": "2", "output": "9"}])`;
	expect(await run(script)).toMatchObject({ execution: { results: [{ text: '0.5' }] } });
});

it('says which exception ended a script', async () => {
	expect(await run('print("a")\n{}["key"]')).toMatchObject({
		execution: {
			results: [],
			logs: { stdout: ['a\n'] },
			error: { name: 'KeyError', value: "'key'", traceback: expect.stringContaining('script.py') },
		},
		exception_str: "KeyError: 'key'",
	});
	expect(await run('print(')).toMatchObject({ execution: { results: [], error: { name: 'SyntaxError' } } });
	expect(await run('import os\nos.abort()')).toMatchObject({ execution: { results: [], error: { name: 'ExitCode', value: '-6' } } });
});

it('has no execution for one that was stopped', async () => {
	expect(await run('while True: pass', { timeout: 0.4 })).toEqual({ execution: null, text: '', exception_str: 'time limit exceeded' });
	expect(await run('while True: print("x" * 9999)')).toEqual({ execution: null, text: '', exception_str: 'output limit exceeded' });
});

it('runs many in order, each in its language', async () => {
	const scripts = [...Array.from({ length: 10 }, (_, n) => `${n}`), 'console.log(6 * 7)', 'MIX'];
	const languages = [...Array.from({ length: 10 }, () => 'python'), 'js', 'klingon'];
	const { body } = await runAll(scripts, { languages });
	expect((body as { text: string }[]).map(({ text }) => text)).toEqual([...'0123456789', '42\n', '']);
	expect((body as object[]).at(-1)).toMatchObject({ execution: null, exception_str: expect.stringContaining('klingon') });
	expect(await run('6 * 7', { languages: undefined, language: 'python' })).toMatchObject({ text: '42' });
	expect(await runAll(scripts, { languages: ['python'] })).toMatchObject({ status: 422 });
});

it('loses nothing of a large output', async () => {
	expect(await run('"x" * 3_000_000')).toMatchObject({ text: `'${'x'.repeat(3_000_000)}'` });
});

it('has no execution where there was no room or it was its own fault, so that the reward is none and not 0', async () => {
	expect(await servers.whileBusy((url) => run('1', { timeout: 0.2 }, url))).toEqual({
		execution: null,
		text: '',
		exception_str: expect.any(String),
	});
	expect(await run('1', {}, servers.failingUrl)).toEqual({
		execution: null,
		text: '',
		exception_str: 'sandbox_fault: no more sandboxes',
	});
});

it('refuses what is no batch', async () => {
	for (const body of [{}, { scripts: [] }, { scripts: [1] }])
		expect(await post(`${servers.url}/execute_batch`, body)).toMatchObject({ status: 422 });
});
