import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { GradeResult } from '../../services/contract/verdict.ts';
import { passRate, pooled } from '../../services/difficulty/counts.ts';
import { LevelOptions, levelsOf } from '../../services/difficulty/levels.ts';
import { SampleTally } from '../../services/difficulty/tally.ts';
import type { Evaluation } from '../../services/planning/lazy.ts';
import { scoredSuite } from '../../services/planning/scored-suite.ts';
import { SchemeOptions, schemeNames, schemeOf } from '../../services/scoring/index.ts';
import { rewardOf } from '../../services/scoring/reward.ts';
import { dataFile, isMissing, judgeAll, type Labelled, problemsOf } from '../data/sets.ts';
import { openGrader } from '../support/grader.ts';

const problemsFile = 'humaneval/HumanEval.jsonl';
const samplesFile = 'codegen-samples/humaneval_codegen16b_100.jsonl';
const options = SchemeOptions.parse({});
/** Problems without groups have no subtasks; soft and fraction need every test. */
const schemes = schemeNames.filter((name) => name !== 'subtasks');
const lazySchemes = ['strict', 'all_or_nothing'] as const;

interface Program extends Labelled {
	/** How many samples are this very program. */
	readonly times: number;
}

async function distinctPrograms(): Promise<Program[]> {
	const problems = new Map((await problemsOf(problemsFile, 'humaneval')).map((problem) => [problem.id, problem]));
	const rows = readFileSync(dataFile(samplesFile), 'utf8')
		.trim()
		.split('\n')
		.map((row) => JSON.parse(row));
	const same = Map.groupBy(rows, ({ problem_id, code, completion }) => JSON.stringify([problem_id, code, completion]));
	return [...same.values()].flatMap((group) => {
		const { id, problem_id, language, code, completion } = group[0];
		const problem = problems.get(problem_id);
		return problem === undefined
			? []
			: [{ id, problem, language, code: code ?? `${problem.prefix}${completion}`, expected: '', times: group.length }];
	});
}

const testsRun = ({ tests }: GradeResult) => tests.filter(({ verdict }) => verdict !== 'skipped').length;

test.skipIf(isMissing(problemsFile, samplesFile))(
	`On every CodeGen sample of HumanEval lazy rewards are those of full evaluation, for at most half of the tests (needs ${dataFile(samplesFile)})`,
	{ timeout: 3_600_000 },
	async () => {
		await using engine = await openGrader();
		const programs = await distinctPrograms();
		const full = await judgeAll(engine.grader, programs);
		const tallies = new Map<string, SampleTally>();
		for (const { id, problem, times } of programs) {
			const tally = tallies.get(problem.id) ?? new SampleTally();
			tallies.set(problem.id, tally);
			for (let n = 0; n < times; n++) tally.add('codegen', full.get(id)?.tests ?? []);
		}
		const evaluations = new Map<string, Omit<Evaluation, 'scheme'>>();
		for (const { id, problem } of programs) {
			const ids = full.get(id)?.tests.map((result) => result.id) ?? [];
			const counts = tallies.get(problem.id)?.counts(ids) ?? [];
			const { levels } = levelsOf(counts, LevelOptions.parse({}));
			const priors = Object.fromEntries(counts.map((count) => [count.id, { failRate: 1 - (passRate(pooled(count)) ?? 0.5), costMs: 2 }]));
			evaluations.set(id, { options: {}, suite: scoredSuite(problem, ids, levels), priors });
		}
		for (const scheme of schemes) {
			let [run, all, different] = [0, 0, 0];
			const left = programs[Symbol.iterator]();
			const worker = async () => {
				for (const { id, problem, language, code, times } of left) {
					const evaluation = evaluations.get(id);
					const whole = full.get(id);
					if (evaluation === undefined || whole === undefined) continue;
					// A scheme that needs every test runs as full evaluation does; that it would is known without running it.
					const lazily = lazySchemes.some((name) => name === scheme)
						? await engine.grader.grade({ problem, language, code, evaluation: { ...evaluation, scheme } })
						: whole;
					const reward = (result: GradeResult) => rewardOf(schemeOf(scheme), evaluation.suite, result, options);
					if (JSON.stringify(reward(lazily)) !== JSON.stringify(reward(whole))) different += times;
					run += times * testsRun(lazily);
					all += times * testsRun(whole);
				}
			};
			await Promise.all(Array.from({ length: engine.grader.concurrency }, worker));
			const samples = programs.reduce((sum, { times }) => sum + times, 0);
			console.log(
				`${scheme}: ${samples - different} of ${samples} rewards equal; ${run} of ${all} tests run (${((100 * run) / all).toFixed(1)} %)`,
			);
			expect(different).toBe(0);
			if (lazySchemes.some((name) => name === scheme)) expect(run).toBeLessThanOrEqual(all / 2);
		}
		expect(engine.faults).toEqual([]);
	},
);
