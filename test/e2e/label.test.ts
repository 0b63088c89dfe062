import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LabelLine } from '../../services/contract/labels.ts';
import { assay, fromLines, startAssay, toLines } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Three tests of rising difficulty: what a program prints decides how far it gets. */
const problems = Array.from({ length: 6 }, (_, n) => ({
	id: `rise/${n}`,
	golden: { language: 'python', code: 'n = int(input())\nprint(n)\n' },
	tests: [1, 5, 9].map((value) => ({ id: `up to ${value}`, kind: 'stdio', input: `${value}\n`, output: `${value}\n` })),
}));
const programs = [
	'print(int(input()))',
	'n = int(input())\nprint(n if n < 9 else 0)',
	'n = int(input())\nprint(n if n < 5 else 0)',
	'print(',
];
const samples = problems.flatMap(({ id }) =>
	Array.from({ length: 40 }, (_, n) => ({
		problem_id: id,
		id: `${id}/${n}`,
		language: 'python',
		policy: n % 2 === 0 ? 'base' : 'strong',
		code: `${programs[n % 4]}\n# ${n}\n`,
	})),
);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	folder = await temporaryFolder();
	await writeFile(folder.file('problems.jsonl'), toLines(problems));
	await writeFile(folder.file('samples.jsonl'), toLines(samples));
});
afterAll(async () => await folder[Symbol.asyncDispose]());

const argsFor = (name: string, ...more: string[]) => [
	'label',
	folder.file('problems.jsonl'),
	folder.file('samples.jsonl'),
	'--out',
	folder.file(`${name}.jsonl`),
	...more,
];
const outcomesOf = async (name: string) => fromLines(await readFile(folder.file(`${name}.jsonl.outcomes.jsonl`), 'utf8').catch(() => ''));

test('labels every problem, shows what came out, and writes a page that needs no server', async () => {
	const { code, stdout, stderr } = await assay(argsFor('plain', '--html', folder.file('page.html')));
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	expect(stdout).toContain('6 problems, 18 tests, 240 samples');
	expect(stdout).toMatch(/0\.7 to 0\.8 +6 +#+\n/);
	expect(stdout).toMatch(/^pass@1 +0\.2500 +6$/m);
	const labels = fromLines(await readFile(folder.file('plain.jsonl'), 'utf8'));
	expect(labels.map(({ problem_id }) => problem_id)).toEqual(problems.map(({ id }) => id));
	expect(labels[0]).toMatchObject({
		samples: 40,
		pass_rate: 0.25,
		levels: [
			{ level: 1, weight: expect.closeTo(1 / 3), tests: ['up to 1'] },
			{ level: 2, tests: ['up to 5'] },
			{ level: 3, tests: ['up to 9'] },
		],
		tests: [
			{
				id: 'up to 1',
				passed: 30,
				judged: 40,
				pass_rate: 0.75,
				level: 1,
				by_policy: { base: { passed: 20, judged: 20 }, strong: { passed: 10 } },
			},
			{ passed: 20 },
			{ passed: 10, flags: [] },
		],
	});
	const page = await readFile(folder.file('page.html'), 'utf8');
	expect(page).toContain('rise/3');
	expect(page).toContain('strong');
	expect(page).not.toMatch(/<script|https?:\/\/|src=/);
});

test('killed again and again and started again, it labels as if nothing had happened', { timeout: 120_000 }, async () => {
	await assay(argsFor('whole'));
	for (let kill = 1; kill <= 10; kill++) {
		const before = (await outcomesOf('killed')).length;
		const { child, finished } = startAssay(argsFor('killed'));
		const more = async () => (await outcomesOf('killed')).length;
		await expect.poll(more, { timeout: 30_000, interval: 10 }).toBeGreaterThan(before + 3 * kill);
		child.kill('SIGKILL');
		await finished;
	}
	expect((await assay(argsFor('killed'))).code).toBe(0);
	const [whole, killed] = await Promise.all(['whole', 'killed'].map((name) => readFile(folder.file(`${name}.jsonl`), 'utf8')));
	expect(killed).toBe(whole);
	const ids = (await outcomesOf('killed')).map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids).toHaveLength(samples.length + problems.length);
});

test('a reference solution that fails a test flags it', async () => {
	const [first] = problems;
	await writeFile(
		folder.file('golden.jsonl'),
		toLines([{ ...first, golden: { language: 'python', code: 'print(min(int(input()), 5))' } }]),
	);
	await assay(['label', folder.file('golden.jsonl'), folder.file('samples.jsonl'), '--out', folder.file('golden.out')]);
	const [label] = fromLines(await readFile(folder.file('golden.out'), 'utf8'));
	expect(LabelLine.parse(label).tests.map(({ flags }) => flags)).toEqual([[], [], ['golden_fails']]);
});

test('the levels of a labels file are what batch pays by', async () => {
	await assay(argsFor('levels'));
	const rewards = async (...more: string[]) => {
		const out = folder.file('rewards.out');
		const args = ['batch', folder.file('problems.jsonl'), folder.file('samples.jsonl'), '--out', out, '--no-resume', ...more];
		const { code, stdout } = await assay(args);
		const lines = fromLines(await readFile(out, 'utf8'));
		const of = ['rise/0/0', 'rise/0/1', 'rise/0/2', 'rise/0/3'].map((id) => lines.find((line) => line.id === id));
		return { code, stdout, rewards: of.map((line) => line?.reward), statuses: of.map((line) => line?.reward_status) };
	};
	const labels = ['--labels', folder.file('levels.jsonl')];
	expect(await rewards('--scheme', 'strict', ...labels)).toMatchObject({
		code: 0,
		rewards: [1, expect.closeTo(2 / 3), expect.closeTo(1 / 3), 0],
		statuses: ['ok', 'ok', 'ok', 'compile_error'],
		stdout: expect.stringContaining('mean reward 0.5000 over 240 samples'),
	});
	expect(await rewards('--scheme', 'strict')).toMatchObject({ rewards: [1, 0, 0, 0] });
	expect(await rewards(...labels)).toMatchObject({ code: 2 });
});

test('curate keeps what is worth training on, and says why the rest is not', async () => {
	await assay(argsFor('curated'));
	const labels = fromLines(await readFile(folder.file('curated.jsonl'), 'utf8'));
	const easy = { ...labels[0], by_policy: { base: { passed: 40, judged: 40, pass_rate: 1 } } };
	await writeFile(folder.file('edited.jsonl'), toLines([easy, ...labels.slice(2)]));
	const files = ['--out', folder.file('kept.jsonl'), '--dropped', folder.file('dropped.jsonl')];
	const { code, stdout } = await assay(['curate', folder.file('problems.jsonl'), '--labels', folder.file('edited.jsonl'), ...files]);
	expect({ code, stdout }).toEqual({
		code: 0,
		stdout: '4 problems kept, 2 dropped\n\nreason      problems\nno_samples         1\neasy               1\n',
	});
	expect(fromLines(await readFile(folder.file('kept.jsonl'), 'utf8'))).toEqual(problems.slice(2));
	expect(fromLines(await readFile(folder.file('dropped.jsonl'), 'utf8'))).toEqual([
		{ problem_id: 'rise/0', reasons: ['easy'] },
		{ problem_id: 'rise/1', reasons: ['no_samples'] },
	]);
});

test('ends with 2 and one clear line when an option makes no sense', async () => {
	expect(await assay(argsFor('bad', '--min-judged', 'many'))).toMatchObject({
		code: 2,
		stdout: '',
		stderr: expect.stringMatching(/^assay: min_judged: /),
	});
	expect(await assay(argsFor('bad', '--grouping', 'guess'))).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('thresholds, kmeans, quantiles'),
	});
});

test('judges samples again when asked to, and calls a test flaky that does not come out the same', async () => {
	const [first] = problems;
	const tests = [...(first?.tests ?? []), { id: 'luck', kind: 'stdio', input: '7\n', output: '7\n' }];
	const code = 'import os\nn = int(input())\nprint(n if n != 7 else os.urandom(1)[0] % 2 * 7)';
	await writeFile(folder.file('lucky.jsonl'), toLines([{ id: 'lucky', tests }]));
	await writeFile(
		folder.file('lucky-samples.jsonl'),
		toLines(Array.from({ length: 20 }, (_, n) => ({ problem_id: 'lucky', id: `s${n}`, language: 'python', code: `${code}\n# ${n}` }))),
	);
	const args = [
		'label',
		folder.file('lucky.jsonl'),
		folder.file('lucky-samples.jsonl'),
		'--out',
		folder.file('lucky.out'),
		'--reruns',
		'2',
	];
	const { code: status, stdout } = await assay(args);
	expect(status).toBe(0);
	expect(stdout).toContain('20 samples');
	expect(fromLines(await readFile(folder.file('lucky.out.outcomes.jsonl'), 'utf8'))).toHaveLength(60);
	const [label] = fromLines(await readFile(folder.file('lucky.out'), 'utf8'));
	const { tests: labelled } = LabelLine.parse(label);
	expect(labelled.map(({ id, judged, flags }) => [id, judged, flags.includes('flaky')])).toEqual([
		['up to 1', 20, false],
		['up to 5', 20, false],
		['up to 9', 20, false],
		['luck', 20, true],
	]);
});

test('sets time limits by what the reference solutions take', async () => {
	const [first] = problems;
	const slow = 'n = int(input())\nimport time\nend = time.process_time() + 0.05\nwhile time.process_time() < end: pass\nprint(n)';
	const given = [
		{ ...first, id: 'fast' },
		{ ...first, id: 'slow', golden: { language: 'python', code: slow } },
		{ ...first, id: 'tight', limits: { cpu_ms: 150, wall_ms: 9000 } },
		{ ...first, id: 'none', golden: undefined },
		{ ...first, id: 'wrong', golden: { language: 'python', code: 'print(0)' } },
	];
	await writeFile(folder.file('given.jsonl'), toLines(given));
	const { code, stdout } = await assay(['calibrate', folder.file('given.jsonl'), '--out', folder.file('limits.jsonl'), '--factor', '10']);
	expect(code).toBe(0);
	expect(stdout).toContain('3 of 5 problems have a limit by their reference solution');
	expect(stdout).toContain('none: as it was, there is no reference solution');
	expect(stdout).toContain('wrong: as it was, the reference solution gets wrong_answer');
	const limits = Object.fromEntries(fromLines(await readFile(folder.file('limits.jsonl'), 'utf8')).map((line) => [line.id, line.limits]));
	expect(limits).toMatchObject({ fast: { cpu_ms: 200 }, tight: { cpu_ms: 150, wall_ms: 9000 } });
	expect([limits.none, limits.wrong]).toEqual([undefined, undefined]);
	const { cpu_ms } = limits.slow as { cpu_ms: number };
	expect(cpu_ms).toBeGreaterThanOrEqual(500);
	expect(cpu_ms).toBeLessThan(2000);
});

test('every command that sums up prints it as JSON when asked to', async () => {
	const json = async (...args: string[]) => {
		const { code, stdout } = await assay([...args, '--json']);
		return { code, ...(JSON.parse(stdout) as object) };
	};
	const problemsFile = folder.file('problems.jsonl');
	expect(await json(...argsFor('json'))).toEqual({
		...{ code: 0, problems: 6, tests: 18, samples: 240, cold: 0, unjudged: 0, bad_lines: 0 },
		histogram: [0, 0, 6, 0, 0, 6, 0, 6, 0, 0],
		levels: [
			{ levels: 1, problems: 0, tests: 0 },
			{ levels: 2, problems: 0, tests: 0 },
			{ levels: 3, problems: 6, tests: 18 },
		],
		pass_at: expect.arrayContaining([{ k: 1, mean: 0.25, problems: 6 }]),
		flags: [],
	});
	const labels = folder.file('json.jsonl');
	expect(await json('curate', problemsFile, '--labels', labels, '--out', folder.file('json-kept.jsonl'))).toEqual({
		...{ code: 0, kept: 6, dropped: 0, reasons: {}, bad_lines: 0 },
	});
	const batch = ['batch', problemsFile, folder.file('samples.jsonl'), '--out', folder.file('json-results.jsonl')];
	expect(await json(...batch, '--scheme', 'soft', '--labels', labels)).toEqual({
		...{ code: 0, samples: 240, kept: 0, no_verdict: 0, bad_lines: 0 },
		verdicts: { accepted: 60, wrong_answer: 120, compile_error: 60 },
		rewards: { samples: 240, mean: expect.closeTo(0.5) },
	});
	expect(await json('calibrate', problemsFile, '--out', folder.file('json-limits.jsonl'))).toEqual({
		...{ code: 0, problems: 6, calibrated: 6, left: [], bad_lines: 0 },
	});
});
