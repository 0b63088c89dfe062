import { expect, it } from 'vitest';
import { compatServers, get, post } from '../../support/compat.ts';

const servers = compatServers();
const execute = (generated_code: string, more: object = {}, url = servers.url) =>
	post(`${url}/execute`, {
		...{ generated_code, std_input: '', timeout: 5, language: 'python', max_output_characters: 1000, traceback_verbosity: 'Plain' },
		...more,
	});

it('runs a program with its input', async () => {
	const { status, body } = await execute('print(int(input()) + 1)', { std_input: '41\n' });
	expect([status, body]).toEqual([200, { process_status: 'completed', stdout: '42\n', stderr: '' }]);
});

it('has completed with a traceback when the program fails, as the client wants it', async () => {
	expect((await execute('1 / 0')).body).toEqual({
		...{ process_status: 'completed', stdout: '', stderr: expect.stringContaining('ZeroDivisionError') },
	});
	expect((await execute('print(')).body).toMatchObject({ process_status: 'completed', stderr: expect.stringContaining('SyntaxError') });
});

it('keeps what was said before a time limit', async () => {
	const { body } = await execute('print("begun", flush=True)\nwhile True: pass', { timeout: 0.5 });
	expect(body).toEqual({ process_status: 'timeout', stdout: 'begun\n', stderr: 'Execution timed out after 0.5 seconds\n' });
});

it('cuts outputs where it is told to, and not before', async () => {
	expect((await execute('print("x" * 5000)')).body).toMatchObject({ stdout: `${'x'.repeat(1000)}<output cut>` });
	const whole = await execute('print("x" * 3_000_000)', { max_output_characters: 10_000_000 });
	expect(whole.body).toMatchObject({ stdout: `${'x'.repeat(3_000_000)}\n` });
	expect((await execute('while True: print("x" * 9999)')).body).toMatchObject({ stderr: expect.stringContaining('output limit exceeded') });
});

it('runs other languages too, and says when one does not compile', async () => {
	expect((await execute('echo $((6 * 7))', { language: 'shell' })).body).toMatchObject({ process_status: 'completed', stdout: '42\n' });
	const refused = await execute('int main() { return x; }', { language: 'cpp' });
	expect(refused.body).toMatchObject({ process_status: 'error', stderr: expect.stringContaining('error') });
});

it('says error in its own shape for languages that are not here, bad requests, no room and its own faults', async () => {
	const error = { process_status: 'error', stdout: '', stderr: expect.any(String) };
	for (const language of ['lean4', 'ipython', 'klingon'])
		expect(await execute('1', { language })).toMatchObject({ status: 400, body: error });
	expect(await post(`${servers.url}/execute`, { timeout: 'soon' })).toMatchObject({ status: 400, body: error });
	expect(await execute('1', {}, servers.failingUrl)).toMatchObject({ status: 503, body: error });
	expect(await servers.whileBusy((url) => execute('1', {}, url))).toMatchObject({ status: 429, body: error });
});

it('is healthy', async () => {
	expect(await get(`${servers.url}/health`)).toMatchObject({ status: 200, body: { status: 'healthy' } });
});
