import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toJsonLines } from '../services/cli/whole-file.ts';
import { plan } from '../services/planning/plan.ts';
import type { Problem } from '../testcases/schema.ts';
import type { Bench } from './bench.ts';
import { codegenIsMissing, codegenSet } from './codegen.ts';
import { type HarnessSuite, throughHarness } from './harness.ts';

const repository = join(import.meta.dirname, '..');
const run = promisify(execFile);
const workers = 2;
const maxBuffer = 1 << 30;

/**
 * Seconds to learn which of the CodeGen samples pass which tests of HumanEval: a plain
 * harness with a process per sample and no isolation (its results by a manager, as in the
 * published evaluation of HumanEval, and by a pipe), `assay label` with the same limit
 * for each test, and `assay label` with limits from the reference solutions.
 */
export const label: Bench = {
	name: 'label',
	title: 'Labelling CodeGen samples of HumanEval, two workers',
	missing: codegenIsMissing,
	async run({ every }) {
		const set = await codegenSet(every);
		const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
		try {
			const file = (name: string) => join(folder, name);
			writeFileSync(file('problems.jsonl'), toJsonLines(set.problems));
			writeFileSync(
				file('samples.jsonl'),
				toJsonLines(set.samples.map(({ id, problem, language, code }) => ({ id, problem_id: problem.id, language, code }))),
			);
			await assay('calibrate', file('problems.jsonl'), '--out', file('calibrated.jsonl'), '--at-least-ms', '50');
			const calibrated = await labelled(folder, 'calibrated.jsonl');
			const suites = Object.fromEntries(set.problems.map((problem) => [problem.id, suiteOf(problem)]));
			const samples = set.samples.map(({ id, problem, code }) => ({ id, problem_id: problem.id, code }));
			const harness = await throughHarness(suites, samples, { workers, way: 'manager' });
			const tests = [...calibrated.passed.values()].reduce((sum, passed) => sum + passed.length, 0);
			const against = (seconds: number) => ({
				value: seconds,
				unit: 's',
				ratio: harness.seconds / seconds,
				ratioOf: "of the harness's speed",
			});
			/** On the whole set these take a quarter of an hour more. */
			const others = async () => {
				const lean = await throughHarness(suites, samples, { workers, way: 'pipe' });
				const same = await labelled(folder, 'problems.jsonl');
				return [
					{ what: 'the harness with a pipe in place of the manager', ...against(lean.seconds) },
					{ what: `assay label, the same 3 s for a test; ${agreement(same.passed, harness.passed)}`, ...against(same.seconds) },
				];
			};
			return [
				{
					what: `a process and a manager per sample, as HumanEval's own evaluation, no isolation (${set.samples.length} samples, ${tests} tests)`,
					...{ value: harness.seconds, unit: 's' },
				},
				{
					what: `assay label after assay calibrate --at-least-ms 50; ${agreement(calibrated.passed, harness.passed)}`,
					...against(calibrated.seconds),
				},
				...(every === 1 ? [] : await others()),
			];
		} finally {
			rmSync(folder, { recursive: true });
		}
	},
};

type Passed = ReadonlyMap<string, readonly boolean[]>;

function suiteOf(problem: Problem): HarnessSuite {
	const traits = {
		name: 'python',
		timeMultiplier: 1,
		memoryMultiplier: 1,
		callable: true,
		splittable: true,
		joinable: true,
		answers: false,
	};
	const tests = plan(problem, traits).tests.flatMap((test) => (test.kind === 'code' ? [test] : []));
	return { entry_point: tests[0]?.entry_point, tests: tests.map((test) => test.code) };
}

async function assay(...args: string[]): Promise<void> {
	await run(join(repository, 'bin/assay'), args, { maxBuffer });
}

async function labelled(folder: string, problems: string): Promise<{ seconds: number; passed: Passed }> {
	const out = join(folder, `${problems}.labels`);
	const start = performance.now();
	await assay('label', join(folder, problems), join(folder, 'samples.jsonl'), '--out', out, '--no-golden', '--slots', String(workers));
	const seconds = (performance.now() - start) / 1000;
	const lines = readFileSync(`${out}.outcomes.jsonl`, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));
	return {
		seconds,
		passed: new Map(lines.map(({ id, tests }) => [id, tests.map((test: { verdict: string }) => test.verdict === 'accepted')])),
	};
}

/** On how many tests two say the same. */
function agreement(ours: Passed, theirs: Passed): string {
	let [same, all] = [0, 0];
	for (const [id, passed] of ours) {
		for (const [index, pass] of passed.entries()) {
			all++;
			if (theirs.get(id)?.[index] === pass) same++;
		}
	}
	return `says the same of ${same} of ${all} tests`;
}
