import { describe, expect, it } from 'vitest';
import { compatServers, post } from '../../support/compat.ts';

const servers = compatServers();
const asserts = ['assert add(1, 2) == 3', 'assert add(-1, 1) == 0', 'assert add(0, 0) == 1'];
const testProgram = (program: string, tests: unknown = asserts, max_execution_time = 2, url = servers.url) =>
	post(`${url}/test_program`, { program, tests, max_execution_time });
const stdio = [
	{ input: '1\n', output: '2\n' },
	{ input: '100\n', output: '101\n' },
];
const testStdio = (program: string, tests: unknown = stdio, max_execution_time = 2, url = servers.url) =>
	post(`${url}/test_program_stdio`, { program, tests, max_execution_time });

describe('POST /test_program', () => {
	it('says of each assert whether it passed, and how long that took', async () => {
		const { status, body } = await testProgram('def add(a, b): return a + b');
		expect(status).toBe(200);
		expect(body).toEqual({ results: [1, 1, 0], runtimes: [expect.any(Number), expect.any(Number), -1] });
		expect((body as { runtimes: number[] }).runtimes[0]).toBeGreaterThan(0);
		expect((await testProgram('def add(a, b): return a + b', JSON.stringify(asserts))).body).toMatchObject({ results: [1, 1, 0] });
	});

	it('counts a test of several asserts as one, and finds several functions and classes', async () => {
		const program = 'def f(x): return x + 1\ndef g(x): return 2 * x\nclass Solution:\n    def h(self, x): return -x';
		const tests = [
			'assert f(1) == 2\nassert g(2) == 4',
			'assert f(g(3)) == 7',
			'assert Solution().h(1) == -1',
			'assert f(1) == 2\nassert g(1) == 3',
		];
		expect((await testProgram(program, tests)).body).toMatchObject({ results: [1, 1, 1, 0] });
	});

	it('fails programs that do not compile, that crash, and that do not end', async () => {
		for (const program of ['def add(', 'raise SystemExit', 'def add(a, b):\n    while True: pass', '']) {
			expect((await testProgram(program, asserts.slice(0, 2), 0.3)).body).toEqual({ results: [0, 0], runtimes: [-1, -1] });
		}
	});

	it('is not fooled by what passes in one process', async () => {
		const cheats = [
			'class Any:\n    def __eq__(self, other): return True\ndef add(a, b): return Any()',
			'import sys\nsys.exit(0)',
			'import builtins\nbuiltins.AssertionError = None\ndef add(a, b): return 7',
		];
		for (const program of cheats) expect((await testProgram(program, [asserts[0]])).body).toMatchObject({ results: [0] });
	});

	it('refuses pickles, which would run code, and whatever else is no list', async () => {
		const pickled = 'eJxrYJ3KyQABPQJTilOLi1OLFUoqC1I1AT0WBsk=';
		expect(await testProgram('', pickled)).toMatchObject({
			status: 422,
			body: { detail: expect.stringContaining('a pickle is not read here') },
		});
		for (const tests of [[1], { a: 1 }, '[', 7]) expect(await testProgram('', tests)).toMatchObject({ status: 422 });
		expect((await testProgram('x = 1', [])).body).toEqual({ results: [], runtimes: [] });
	});

	it('refuses tests that have a fault of their own, or ask nothing of the program, since asking again does not mend them', async () => {
		for (const [test, words] of [
			['assert add(', 'broken_test: SyntaxError'],
			['assert max(1, 2) == 2', '`entry_point` is to be named'],
		] as const) {
			const refused = { status: 422, body: { detail: expect.stringContaining(words) } };
			expect(await testProgram('def add(a, b): return 3', [test])).toMatchObject(refused);
		}
	});

	it('is an error and no 0 when it is its own fault, or when there is no room', async () => {
		expect(await testProgram('def add(a, b): return 3', asserts, 1, servers.failingUrl)).toMatchObject({ status: 503 });
		expect(await servers.whileBusy((url) => testProgram('', asserts, 1, url))).toMatchObject({
			status: 429,
			body: { detail: expect.any(String) },
		});
	});
});

describe('POST /test_program_stdio', () => {
	it('says of each test whether the output is right', async () => {
		expect((await testStdio('print(int(input()) + 1)')).body).toMatchObject({ results: [1, 1] });
		expect((await testStdio('print(2)')).body).toEqual({ results: [1, 0], runtimes: [expect.any(Number), -1] });
		expect((await testStdio('import sys\nprint(int(sys.stdin.buffer.read()) + 1)', JSON.stringify(stdio))).body).toMatchObject({
			results: [1, 1],
		});
	});

	it('fails programs that do not compile, that write without end, and that do not end', async () => {
		for (const program of ['print(', 'while True: print("x" * 9999)', 'while True: pass']) {
			expect((await testStdio(program, stdio, 0.5)).body).toMatchObject({ results: [0, 0] });
		}
	});

	it('compares a large output whole', async () => {
		const tests = [{ input: '', output: `${'x'.repeat(3_000_000)}y` }];
		expect((await testStdio('print("x" * 3_000_000 + "y")', tests)).body).toMatchObject({ results: [1] });
		expect((await testStdio('print("x" * 3_000_000 + "z")', tests)).body).toMatchObject({ results: [0] });
	});

	it('is an error and no 0 when it is its own fault', async () => {
		expect(await testStdio('print(2)', stdio, 1, servers.failingUrl)).toMatchObject({ status: 503 });
	});
});
