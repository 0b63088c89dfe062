import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Grader, ProgramRun, RunResult } from '../../services/execution/contract.ts';
import { type OpenGrader, openGrader } from '../support/grader.ts';

const limits = { cpuMs: 4_000, wallMs: 6_000, memoryMb: 256, outputBytes: 16 << 20 };
const file = (name: string, content: string) => ({ name, base64: Buffer.from(content).toString('base64') });

let opened: OpenGrader;
let grader: Grader;

beforeAll(async () => {
	opened = await openGrader();
	({ grader } = opened);
});
afterAll(async () => {
	expect(opened.faults).toEqual([]);
	await opened[Symbol.asyncDispose]();
});

const run = async (code: string, more: Partial<ProgramRun> = {}, signal?: AbortSignal): Promise<Extract<RunResult, { ok: true }>> => {
	const result = await grader.run({ language: 'python', code, limits, ...more }, signal === undefined ? {} : { signal });
	if (!result.ok) throw new Error(result.fault);
	return result;
};

describe('A program that is only run', () => {
	it('gets its standard input, and all that it did comes back', async () => {
		const { run: stage, compile } = await run('import sys\nprint(input()[::-1])\nsys.stderr.write("said")\nsys.exit(3)', {
			stdin: 'abc\n',
		});
		expect(compile).toBeUndefined();
		expect(stage).toMatchObject({ status: 'exited', exitCode: 3, stdout: 'cba\n', stderr: 'said' });
		expect(stage?.cpuMs).toBeGreaterThan(0);
	});

	it('fails when it is run, where nothing is compiled', async () => {
		expect(await run('print(')).toMatchObject({ run: { status: 'exited', exitCode: 1, stderr: expect.stringContaining('SyntaxError') } });
	});

	it('is compiled first where its language is', async () => {
		const right = '#include <iostream>\nint main() { int a; std::cin >> a; std::cout << a + 1; }';
		expect(await run(right, { language: 'cpp', stdin: '41' })).toMatchObject({
			compile: { status: 'exited', exitCode: 0 },
			run: { status: 'exited', exitCode: 0, stdout: '42' },
		});
		const refused = await run('int main() { return x; }', { language: 'cpp' });
		expect(refused).toMatchObject({ compile: { status: 'exited', exitCode: 1, stderr: expect.stringContaining('main.cpp') } });
		expect(refused.run).toBeUndefined();
	});

	it('has its files beside it and before it, and its arguments', async () => {
		const code = 'import sys, helper\nprint(helper.double(int(open("data/n.txt").read())), sys.argv[1:])';
		const files = [file('helper.py', 'def double(n): return 2 * n'), file('data/n.txt', '21')];
		expect(await run(code, { files, args: ['a b', '--c'] })).toMatchObject({ run: { stdout: "42 ['a b', '--c']\n" } });
	});

	it('is linked with the other sources among its files', async () => {
		const code = '#include "twice.h"\n#include <cstdio>\nint main() { printf("%d", twice(21)); }';
		const files = [file('twice.h', 'int twice(int);'), file('twice.cpp', '#include "twice.h"\nint twice(int n) { return 2 * n; }')];
		expect(await run(code, { language: 'cpp', files })).toMatchObject({ run: { exitCode: 0, stdout: '42' } });
	});

	it('leaves files that can be fetched, and nothing that a link leads to beyond its own rights', async () => {
		const code = 'import os\nopen("out.bin", "wb").write(bytes(range(256)))\nos.symlink("/proc/1/environ", "link")\nos.mkfifo("pipe")';
		const { files } = await run(code, { fetch: ['out.bin', 'absent', 'link', 'pipe'] });
		expect(files).toEqual([{ name: 'out.bin', base64: Buffer.from(Array.from({ length: 256 }, (_, n) => n)).toString('base64') }]);
	});

	it('leaves nothing to the next one', async () => {
		await run('open("left.txt", "w").write("here")', { files: [file('sent.txt', 'here')] });
		const looks = 'import os\nprint(os.listdir("."), os.path.exists("/prog/sent.txt"))';
		expect(await run(looks)).toMatchObject({ run: { stdout: '[] False\n' } });
	});

	it('writes megabytes, and not one is lost', async () => {
		const { run: stage } = await run('import sys\nsys.stdout.write("x" * 8_000_000)\nsys.stderr.write("y" * 900_000)');
		expect([stage?.status, stage?.stdout.length, stage?.stderr.length]).toEqual(['exited', 8_000_000, 900_000]);
	});

	it.each([
		['cpu_limit', 'while True: pass', { cpuMs: 300 }],
		['wall_limit', 'import time\ntime.sleep(60)', { wallMs: 300 }],
		['memory_limit', 'x = bytearray(900_000_000)', {}],
		['output_limit', 'while True: print("x" * 1000)', { outputBytes: 10_000 }],
	])('is stopped at the %s', async (status, code, lower) => {
		expect((await run(code, { limits: { ...limits, ...lower } })).run).toMatchObject({ status });
	});

	it('is not compiled for longer than it may, which is not held against it the next time', async () => {
		const slow = `#include <array>
template <int N> struct F { static constexpr int value = F<N - 1>::value + F<N - 2>::value; };
template <> struct F<0> { static constexpr int value = 0; };
template <> struct F<1> { static constexpr int value = 1; };
#include <bits/stdc++.h>
#include <regex>
int main() { std::regex r("a+"); std::cout << std::regex_match("aaa", r) << F<30>::value; }`;
		expect(await run(slow, { language: 'cpp', compileMs: 100 })).toMatchObject({ compile: { status: 'cpu_limit', exitCode: 0 } });
		expect(await run(slow, { language: 'cpp' })).toMatchObject({ compile: { exitCode: 0 }, run: { stdout: '1832040' } });
	});

	it('stops at once when nobody wants it any more', async () => {
		const gone = new AbortController();
		const running = run('import time\ntime.sleep(60)', { limits: { ...limits, wallMs: 60_000 } }, gone.signal);
		gone.abort(new Error('gone'));
		await expect(running).rejects.toThrow('gone');
		expect(await run('print(1)')).toMatchObject({ run: { stdout: '1\n' } });
	});
});
