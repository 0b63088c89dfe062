import { describe, expect, it } from 'vitest';
import { compatServers, get, post } from '../../support/compat.ts';

const servers = compatServers();
const execute = (body: object, url = servers.url) => post(`${url}/api/v2/execute`, { language: 'python', version: '*', ...body });
const files = (content: string) => ({ files: [{ content }] });

describe('POST /api/v2/execute', () => {
	it('says all that a client of Piston reads', async () => {
		const { status, body } = await execute({ ...files('import sys\nprint(input())\nsys.stderr.write("e")'), stdin: 'hello' });
		expect(status).toBe(200);
		expect(body).toEqual({
			language: 'python',
			version: expect.stringMatching(/^3\.\d+\.\d+$/),
			run: {
				...{ stdout: 'hello\n', stderr: 'e', output: 'hello\ne', code: 0, signal: null, message: null, status: null },
				...{ cpu_time: expect.any(Number), wall_time: expect.any(Number), memory: expect.any(Number) },
			},
		});
	});

	it('says how a program failed', async () => {
		const run = async (code: string, more: object = {}) => (await execute({ ...files(code), ...more })).body;
		expect(await run('raise SystemExit(3)')).toMatchObject({ run: { code: 3, signal: null, status: 'RE' } });
		expect(await run('import os; os.abort()')).toMatchObject({ run: { code: null, signal: 'SIGABRT', status: 'SG' } });
		expect(await run('while True: pass', { run_timeout: 400 })).toMatchObject({ run: { code: null, signal: 'SIGKILL', status: 'TO' } });
		expect(await run('import time; time.sleep(60)', { run_timeout: 400 })).toMatchObject({ run: { signal: 'SIGKILL', status: 'TO' } });
		expect(await run('while True: pass', { run_cpu_time: 200, run_timeout: 60_000 })).toMatchObject({ run: { status: 'TO' } });
		expect(await run('while True: print("x" * 9999)')).toMatchObject({ run: { signal: 'SIGKILL', status: 'OL' } });
		expect(await run('x = bytearray(300 << 20)', { run_memory_limit: 64 << 20 })).toMatchObject({ run: { signal: 'SIGKILL' } });
	});

	it('has the compiler as a stage of its own, which is also the run where it fails', async () => {
		expect((await execute({ language: 'c++', ...files('int main() { return 0; }') })).body).toMatchObject({
			...{ language: 'cpp', compile: { code: 0 }, run: { code: 0 } },
		});
		const { body } = await execute({ language: 'c++', ...files('int main() { return x; }') });
		expect(body).toMatchObject({ compile: { code: 1, status: 'RE', stderr: expect.stringContaining('error') } });
		expect(body).toHaveProperty('run', (body as { compile: object }).compile);
	});

	it('loses nothing of a large output', async () => {
		const { body } = await execute(files('print("x" * 5_000_000)'));
		expect((body as { run: { stdout: string } }).run.stdout).toHaveLength(5_000_001);
	});

	it('takes several files, in three encodings, and arguments', async () => {
		const main = 'import sys, helper\nprint(helper.name, open("bytes.bin", "rb").read(), open("hex.bin", "rb").read(), sys.argv[1:])';
		const { body } = await execute({
			args: ['--fast', 'a b'],
			files: [
				{ name: 'bytes.bin', content: 'AP8=', encoding: 'base64' },
				{ name: 'main.py', content: main },
				{ name: 'helper.py', content: 'name = "helper"' },
				{ name: 'hex.bin', content: '00ff', encoding: 'hex' },
			],
		});
		expect(body).toMatchObject({ run: { stdout: "helper b'\\x00\\xff' b'\\x00\\xff' ['--fast', 'a b']\n", code: 0 } });
	});

	it.each([
		[{ files: [] }, 'files'],
		[{ files: [{ content: 'AA==', encoding: 'base64' }] }, 'at least one utf8'],
		[{ files: [{ content: 'pass' }, { name: '../x', content: '' }] }, '../x'],
		[{ files: [{ content: 'pass' }, { name: 'a/-x.py', content: '' }] }, 'a/-x.py'],
		[{ files: [{ content: 'pass' }, { name: 'é'.repeat(128), content: '' }] }, 'is not the name of a file'],
		[{ files: [{ content: 'pass' }, { name: 'a', content: '' }, { name: './a', content: '' }] }, 'two files "a"'],
		[{ files: [{ content: 'pass' }, { name: 'a', content: '' }, { name: 'a/b/c', content: '' }] }, '"a" is a file and a folder'],
		[{ ...files(''), args: ['a\0b'] }, 'args[0]'],
		[{ ...files(''), language: 'cms_ioi', files: [{ name: 'graders/../../x.cpp', content: '' }] }, '../x.cpp'],
		[{ ...files(''), run_timeout: 3_600_001 }, 'run_timeout: cannot exceed the configured limit of 600000'],
		[{ ...files(''), language: 'klingon' }, 'klingon'],
		[{ ...files(''), version: '2.7.18' }, 'python-2.7.18 runtime is unknown'],
		[{ ...files(''), version: undefined }, 'version'],
	])('refuses %j with a message', async (body, message) => {
		expect(await execute(body)).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
	});

	it('refuses what is not JSON with 415', async () => {
		const response = await fetch(`${servers.url}/api/v2/execute`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' });
		expect([response.status, await response.json()]).toEqual([415, { message: expect.any(String) }]);
	});

	it('takes versions of today for those of yesterday', async () => {
		for (const [language, version] of [
			['python', '3.10.0'],
			['c++', '10.2.0'],
			['javascript', '18.x'],
		]) {
			const code = language === 'c++' ? 'int main() { }' : '';
			expect(await execute({ language, version, ...files(code) })).toMatchObject({ status: 200, body: { run: { code: 0 } } });
		}
	});

	it('is no 200 when there is no room or something of its own fails', async () => {
		const busy = await servers.whileBusy((url) => execute(files('print(1)'), url));
		expect(busy).toMatchObject({ status: 429, body: { message: expect.any(String) } });
		expect(await execute(files('print(1)'), servers.failingUrl)).toMatchObject({
			status: 503,
			body: { message: 'sandbox_fault: no more sandboxes' },
		});
	});
});

describe('Codeforces as open-r1 has it', () => {
	const judge = (main: string, more: { checker?: string; language?: string; config?: object; output?: string } = {}, url?: string) => {
		const { checker, language = 'cf_python3', output = '3\n', config = {} } = more;
		const settings = { TIME_LIMIT: 1, MEMORY_LIMIT: 256, INPUT_MODE: 'stdio', ...config };
		const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
		return execute(
			{
				language,
				run_timeout: 4_000,
				files: [
					{ name: language === 'cf_python3' ? 'main.py' : 'main.cpp', content: main },
					...(checker === undefined ? [] : [{ name: 'checker.py', content: checker }]),
					{ name: 'input.txt', content: '1 2\n' },
					{ name: 'correct_output.txt', content: output },
					{ name: 'grader_config', content: lines.join('\n') },
				],
			},
			url,
		);
	};
	const right = 'print(sum(map(int, input().split())))';

	it('prints 1 for a right program and 0 for a wrong one, and always has a stage of the compiler', async () => {
		expect((await judge(right)).body).toMatchObject({ compile: { code: 0 }, run: { code: 0, stdout: '1\n' } });
		expect((await judge('print(4)')).body).toMatchObject({ compile: { code: 0 }, run: { code: 0, stdout: '0\n' } });
		const cpp = '#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b; }';
		expect((await judge(cpp, { language: 'c++17' })).body).toMatchObject({ compile: { code: 0 }, run: { stdout: '1\n' } });
		expect((await judge('int main() {', { language: 'c++17' })).body).toMatchObject({ compile: { code: 1 } });
		expect((await judge('while True: pass')).body).toMatchObject({ run: { stdout: '0\n', stderr: expect.stringContaining('Time limit') } });
	});

	it('asks the checker', async () => {
		const checker =
			'import sys\nwant, got = (open(name).read().split() for name in sys.argv[2:4])\nprint(int(sorted(want) == sorted(got)))';
		expect((await judge('print("b a")', { checker, output: 'a b\n' })).body).toMatchObject({ run: { stdout: '1\n' } });
		expect((await judge('print("b c")', { checker, output: 'a b\n' })).body).toMatchObject({ run: { stdout: '0\n' } });
	});

	it('shows a program neither the answer nor the checker', async () => {
		const thief = 'import os\nprint(open("correct_output.txt").read() if os.path.exists("correct_output.txt") else os.listdir("."))';
		expect((await judge(thief)).body).toMatchObject({ run: { stdout: '0\n' } });
		expect((await judge('print(*open("/proc/self/environ").read().split())\nprint(1)')).body).toMatchObject({ run: { stdout: '0\n' } });
	});

	it('is no 200 for what it cannot judge', async () => {
		expect(await judge(right, { config: { INPUT_MODE: 'file' } })).toMatchObject({ status: 400 });
		expect(await judge(right, {}, servers.failingUrl)).toMatchObject({ status: 503 });
	});
});

describe('IOI as open-r1 has it', () => {
	const grader = `#include "twice.h"
#include <cstdio>
int main() { int n; scanf("%d", &n); printf("%d\\n", twice(n)); }`;
	const config = { task_type: 'Batch', code: 'twice', time_limit: 1, memory_limit: 256 << 20 };
	const checker = `#include <fstream>
#include <iostream>
int main(int, char **argv) { long want, got; std::ifstream(argv[2]) >> want; std::ifstream(argv[3]) >> got;
std::cout << (got == want ? 1.0 : got == want + 1 ? 0.5 : 0.0) << std::endl; std::cerr << "checked" << std::endl; }`;
	const judge = (code: string, more: { checker?: string; config?: object } = {}) =>
		execute({
			language: 'cms_ioi',
			run_timeout: 4_000,
			run_memory_limit: 256 << 20,
			files: [
				{ name: 'graders/twice.cpp', content: code },
				{ name: 'input.txt', content: '21\n' },
				{ name: 'correct_output.txt', content: '42\n' },
				{ name: 'graders/grader.cpp', content: grader },
				{ name: 'graders/twice.h', content: 'int twice(int n);\n' },
				{ name: 'graders/grader_config.json', content: JSON.stringify({ ...config, ...more.config }) },
				...(more.checker === undefined ? [] : [{ name: 'checker/checker.cpp', content: more.checker }]),
			],
		});
	const solution = (body: string) => `#include "twice.h"\nint twice(int n) { ${body} }`;

	it('compiles the program with its grader, and prints the score', async () => {
		expect((await judge(solution('return 2 * n;'))).body).toMatchObject({ compile: { code: 0 }, run: { stdout: '1\n', code: 0 } });
		expect((await judge(solution('return n;'))).body).toMatchObject({
			run: { stdout: '0\n', stderr: expect.stringContaining("Output isn't correct") },
		});
		expect((await judge(solution('return n'))).body).toMatchObject({ compile: { code: 1, stderr: expect.stringContaining('error') } });
		expect((await judge(solution('for (;;) ;'))).body).toMatchObject({
			run: { stdout: '0\n', stderr: expect.stringContaining('Time limit') },
		});
	});

	it('asks the checker for a score', async () => {
		const scores = [2, 1, 0].map(async (n) => (await judge(solution(`return ${n} + 41;`), { checker })).body);
		expect(await Promise.all(scores)).toMatchObject([{ run: { stdout: '0.5\n' } }, { run: { stdout: '1\n' } }, { run: { stdout: '0\n' } }]);
	});

	it('refuses tasks of other types', async () => {
		expect(await judge(solution('return 0;'), { config: { task_type: 'Communication' } })).toMatchObject({ status: 400 });
	});
});

it('lists the runtimes', async () => {
	const { body } = await get(`${servers.url}/api/v2/runtimes`);
	expect(body).toContainEqual({
		language: 'python',
		version: expect.stringMatching(/^3\.\d+\.\d+$/),
		aliases: expect.arrayContaining(['py', 'python3']),
	});
});
