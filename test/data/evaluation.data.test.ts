import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { throughHarness } from '../../bench/harness.ts';
import { readRecords } from '../../testcases/formats/records.ts';
import type { Problem } from '../../testcases/schema.ts';
import { assayHere } from '../support/cli.ts';
import { toLines } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { dataFile, isMissing, problemsOf } from './sets.ts';

const every = 10;
const samplesFile = 'codegen-samples/humaneval_codegen16b_100.jsonl';

interface Program {
	readonly problem: Problem;
	readonly code: string;
}

const everyTenth = <T>(values: readonly T[]): T[] => values.filter((_, index) => index % every === 0);
const solutionOf = ({ golden }: Problem): string => golden?.code ?? '';

/** Samples of HumanEval by a model: every tenth of every tenth problem. */
async function codegenSamples(problems: readonly Problem[]): Promise<Program[]> {
	const wanted = new Map(everyTenth(problems).map((problem) => [problem.id, problem]));
	const programs: Program[] = [];
	for await (const record of readRecords(dataFile(samplesFile))) {
		const { id, problem_id, code } = ('value' in record ? record.value : {}) as Record<string, string>;
		const problem = wanted.get(problem_id ?? '');
		if (problem !== undefined && code !== undefined && Number(id?.split('/').at(-1)) % every === 0) programs.push({ problem, code });
	}
	return programs;
}

/** Of MBPP there are none, so: the reference solution of every tenth problem, and the one of the problem behind it. */
async function solutionsAndOthers(problems: readonly Problem[]): Promise<Program[]> {
	return everyTenth(problems).flatMap((problem) => {
		const other = problems[problems.indexOf(problem) + 1] ?? problem;
		return [solutionOf(problem), solutionOf(other)].map((code) => ({ problem, code }));
	});
}

/** Whether each passes in the way of the published evaluations: its tests one after the other in one process, without isolation. */
async function officially(programs: readonly Program[]): Promise<boolean[]> {
	const suites = Object.fromEntries(
		programs.map(({ problem }, n) => {
			const tests = problem.tests.flatMap((one) => (one.kind === 'code' ? [one] : []));
			// The one that asserts name is not wanted under another name: many a wrong program has not got it.
			const entry_point = problem.prefix === undefined ? undefined : tests[0]?.entry_point;
			return [n, { entry_point, tests: tests.map(({ code }) => code) }];
		}),
	);
	const samples = programs.map(({ code }, n) => ({ id: String(n), problem_id: String(n), code }));
	const { passed } = await throughHarness(suites, samples, { workers: 2, way: 'pipe' });
	return programs.map((_, n) => passed.get(String(n))?.every((pass) => pass) === true);
}

const benchmarks = [
	{
		name: 'humaneval',
		file: 'humaneval/HumanEval.jsonl',
		needs: ['humaneval/HumanEval.jsonl', samplesFile],
		programsOf: codegenSamples,
		count: 170,
	},
	{ name: 'mbpp', file: 'mbpp/mbpp.jsonl', needs: ['mbpp/mbpp.jsonl'], programsOf: solutionsAndOthers, count: 196 },
];

for (const { name, file, needs, programsOf, count } of benchmarks) {
	test.skipIf(isMissing(...needs))(
		`eval of ${name} has the verdicts of its published way of grading (needs ${needs.map(dataFile).join(' and ')})`,
		{ timeout: 300_000 },
		async () => {
			await using folder = await temporaryFolder();
			const programs = await programsOf(await problemsOf(file, name));
			expect(programs).toHaveLength(count);
			const passed = await officially(programs);
			const lines = programs.map(({ problem, code }, n) => ({ task_id: problem.id, solution: code, passed: passed[n] }));
			await writeFile(folder.file('samples.jsonl'), toLines(lines));
			const { stdout } = await assayHere([
				'eval',
				folder.file('samples.jsonl'),
				'--benchmark',
				name,
				'--problems',
				dataFile(file),
				'--json',
			]);
			const { samples, bad_lines, pass_at, compared, unjudged, disagreements } = JSON.parse(stdout);
			console.log(`${name}: ${compared - disagreements.length} of ${compared} verdicts agree; pass@1 ${JSON.stringify(pass_at[0])}`);
			for (const { sample, official, verdict, cause } of disagreements) console.log(`  ${sample}: ${official}, got ${verdict} (${cause})`);
			expect({ samples, bad_lines, compared, unjudged }).toEqual({ samples: count, bad_lines: 0, compared: count, unjudged: 0 });
			expect(passed.filter((pass) => pass).length).toBeGreaterThan(count / 10);
			expect(disagreements).toEqual([]);
		},
	);
}

const row = 'livecodebench/demo_row.json';
test.skipIf(isMissing(row))(`eval judges a published row of LiveCodeBench with its compressed tests (needs ${dataFile(row)})`, async () => {
	await using folder = await temporaryFolder();
	const right = 'for _ in range(int(input())):\n    print("YES" if sum(a != b for a, b in zip(input(), "abc")) < 3 else "NO")\n';
	const sample = { question_id: '1873_A', code_list: [right, right.replace('< 3', '< 2')], graded_list: [true, false] };
	await writeFile(folder.file('samples.json'), JSON.stringify([sample]));
	const { code, stdout } = await assayHere([
		'eval',
		folder.file('samples.json'),
		'--benchmark',
		'livecodebench',
		'--problems',
		dataFile(row),
		'--json',
	]);
	expect(code).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({ samples: 2, compared: 2, disagreements: [], pass_at: [{ k: 1, value: 0.5 }] });
});
