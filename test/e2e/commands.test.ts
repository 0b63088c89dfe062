import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assay, fromLines, startAssay, toLines } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

const sum = {
	id: 'sum',
	tests: [
		{ id: 'small', kind: 'stdio', input: '1 2\n', output: '3\n' },
		{ id: 'large', kind: 'stdio', input: '1000000000 2000000000\n', output: '3000000000\n' },
	],
};
const right = 'print(sum(map(int, input().split())))\n';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	folder = await temporaryFolder();
	await writeFile(folder.file('sum.json'), JSON.stringify(sum));
	await writeFile(folder.file('right.py'), right);
	await writeFile(folder.file('wrong.py'), 'print(3)\n');
});
afterAll(async () => await folder[Symbol.asyncDispose]());

describe('assay grade', () => {
	const grade = (program: string, ...more: string[]) =>
		assay(['grade', folder.file(program), '--problem', folder.file('sum.json'), ...more]);

	test('ends with 0 and a table when a program is accepted', async () => {
		const { code, stdout, stderr } = await grade('right.py');
		expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
		expect(stdout).toMatch(/^test {3}verdict +cpu ms +wall ms +memory MB +reason\nsmall +accepted +\d+ +\d+ +[\d.]+\nlarge +accepted /);
		expect(stdout).toContain('sum: accepted, 2 of 2 tests passed\n');
	});

	test('ends with 1 and says what was wrong when it is not', async () => {
		const { code, stdout } = await grade('wrong.py');
		expect(code).toBe(1);
		expect(stdout).toContain('sum: wrong_answer, 1 of 2 tests passed (compare: line 1: expected "3000000000", got "3")');
	});

	test('prints the whole result as JSON', async () => {
		const { stdout } = await grade('wrong.py', '--json');
		expect(JSON.parse(stdout)).toMatchObject({ problem_id: 'sum', verdict: 'wrong_answer', passed: 1, total: 2, language: 'python' });
	});

	test.each([
		[['grade', 'absent.py', '--problem', 'sum.json'], /absent\.py: no such file/],
		[['grade', 'right.py', '--problem', 'right.py'], /right\.py: .* at line 1, column 1/],
		[['grade', 'right.py', '--problem', 'sum.json', '--language', 'apl'], /"apl" is not one of: python, /],
		[['grade', 'sum.json', '--problem', 'sum.json'], /cannot tell the language .*\n {2}hint: Name it with --language/],
		[['grade', 'right.py', '--problem', 'sum.json', '--problem-id', 'x'], /no problem "x"/],
		[['grade'], /required option '--problem <file>' not specified/],
		[['greade'], /unknown command 'greade'/],
	])('ends with 2 and one clear line for: assay %s', async (args, words) => {
		const { code, stdout, stderr } = await assay(args.map((arg) => (/\./.test(arg) ? folder.file(arg) : arg)));
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toMatch(words);
		expect(stderr).not.toMatch(/^\s+at /m);
	});
});

describe('assay doctor', () => {
	test('lists protections and languages', async () => {
		const { code, stdout } = await assay(['doctor']);
		expect(code).toBe(0);
		expect(stdout).toMatch(/^namespaces +yes/m);
		expect(stdout).toMatch(/^python +Python 3 +Python 3\./m);
		expect(stdout).toContain('Programs can be judged on this machine.');
		const json = JSON.parse((await assay(['doctor', '--json'])).stdout);
		expect(json).toMatchObject({ usable: true, languages: expect.arrayContaining([expect.objectContaining({ name: 'java' })]) });
	});

	test('says on a machine without bubblewrap what to install, and nothing is run there', async () => {
		const tools = folder.file('tools');
		await mkdir(tools);
		for (const tool of ['dirname', 'readlink']) await symlink(`/usr/bin/${tool}`, `${tools}/${tool}`);
		const doctor = await assay(['doctor'], { PATH: tools });
		expect(doctor.code).toBe(2);
		expect(doctor.stdout).toContain('bubblewrap is not installed: run deploy/setup.sh (or: apt-get install bubblewrap)');
		const grade = await assay(['grade', folder.file('right.py'), '--problem', folder.file('sum.json')], { PATH: tools });
		expect(grade).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('bubblewrap is not installed') });
	});
});

describe('assay batch', () => {
	const samples = (count: number, code = right) =>
		Array.from({ length: count }, (_, n) => ({ id: `s${n}`, problem_id: 'sum', language: 'python', code: `${code}# ${n}\n` }));
	const prepare = async (name: string, lines: readonly unknown[]) => {
		await writeFile(folder.file('problems.jsonl'), toLines([sum]));
		await writeFile(folder.file(`${name}.jsonl`), typeof lines[0] === 'string' ? lines.join('\n') : toLines(lines));
		return ['batch', folder.file('problems.jsonl'), folder.file(`${name}.jsonl`), '--out', folder.file(`${name}.out`)];
	};
	const results = async (name: string) => fromLines(await readFile(folder.file(`${name}.out`), 'utf8'));

	test('writes a line for each sample and a summary', async () => {
		const lines = [
			...samples(3),
			{ id: 'fenced', problem_id: 'sum', language: 'python', completion: `Sure:\n\`\`\`python\n${right}\`\`\`\n` },
			{ id: 'chatter', problem_id: 'sum', language: 'python', completion: 'I cannot do that.' },
		];
		const { code, stdout } = await assay(await prepare('plain', lines));
		expect(code).toBe(0);
		expect(stdout).toContain('5 samples judged');
		const byId = new Map((await results('plain')).map((line) => [line.id, line]));
		expect(byId.get('s0')).toMatchObject({ problem_id: 'sum', verdict: 'accepted', status: 'ok', passed: 2, judged: 2, total: 2 });
		expect(byId.get('fenced')).toMatchObject({ verdict: 'accepted' });
		expect(byId.get('chatter')).toMatchObject({ verdict: 'compile_error', passed: 0, total: 2, reason: expect.stringMatching(/^no_code/) });
		expect(byId.get('chatter')?.tests).toMatchObject([{ id: 'small' }, { id: 'large' }]);
	});

	test('reports bad lines with their numbers, judges the others and ends with 2', async () => {
		const [good] = samples(1);
		const args = await prepare('bad', [
			JSON.stringify(good),
			'{"id": NaN}',
			JSON.stringify({ ...good, id: 'b', problem_id: 'absent' }),
			'',
		]);
		const { code, stdout, stderr } = await assay(args);
		expect(code).toBe(2);
		expect(stderr).toMatch(/bad\.jsonl:2: .* at line 1, column 8/);
		expect(stderr).toMatch(/bad\.jsonl:3: no problem "absent"/);
		expect(stdout).toContain('1 samples judged\n2 bad lines of input were left out');
	});

	test('compares with labels, lists where they differ and ends with 1', async () => {
		const [good] = samples(1);
		const args = await prepare('labels', [
			{ ...good, expected: 'AC' },
			{ ...good, id: 'differs', expected: 'WA' },
		]);
		const { code, stdout } = await assay([...args, '--expect']);
		expect(code).toBe(1);
		expect(stdout).toMatch(/1 of 2 labels agree\nsample +label +verdict\ndiffers +WA +accepted/);
	});

	test('goes on where it was killed, with no sample lost and none twice', async () => {
		const args = await prepare('killed', samples(400));
		for (const atLeast of [20, 60, 100]) {
			const { child, finished } = startAssay(args);
			await expect
				.poll(async () => (await results('killed').catch(() => [])).length, { timeout: 30_000, interval: 20 })
				.toBeGreaterThan(atLeast);
			child.kill('SIGKILL');
			await finished;
		}
		const { code, stdout } = await assay(args);
		expect(code).toBe(0);
		expect(stdout).toMatch(/400 samples judged, \d+ of them by an earlier run/);
		const ids = (await results('killed')).map(({ id }) => id);
		expect(ids).toHaveLength(400);
		expect(new Set(ids).size).toBe(400);
	});

	test('stops at Ctrl-C with 130 and says how to go on', async () => {
		const { child, finished } = startAssay(await prepare('stopped', samples(400)));
		await expect.poll(async () => (await results('stopped').catch(() => [])).length, { timeout: 30_000, interval: 20 }).toBeGreaterThan(5);
		child.kill('SIGINT');
		expect(await finished).toMatchObject({ code: 130, stderr: expect.stringContaining('the same command goes on from there') });
	});
});
