import type { GradeResult } from '../services/contract/verdict.ts';
import { passRate, pooled } from '../services/difficulty/counts.ts';
import { LevelOptions, levelsOf } from '../services/difficulty/levels.ts';
import { SampleTally } from '../services/difficulty/tally.ts';
import type { Grader } from '../services/execution/contract.ts';
import type { Evaluation } from '../services/planning/lazy.ts';
import { scoredSuite } from '../services/planning/scored-suite.ts';
import { SchemeOptions, type schemeNames, schemeOf } from '../services/scoring/index.ts';
import { rewardOf } from '../services/scoring/reward.ts';
import { openGrader } from '../test/support/grader.ts';
import { type Bench, each } from './bench.ts';
import { codegenIsMissing, codegenSet, type Sample } from './codegen.ts';

type SchemeName = (typeof schemeNames)[number];
const options = SchemeOptions.parse({});

/** What lazy evaluation of some samples came to, against full evaluation. */
export interface LazyFigures {
	readonly scheme: SchemeName;
	readonly samples: number;
	readonly equalRewards: number;
	readonly testsRun: number;
	readonly tests: number;
}

/** How many tests strict and all_or_nothing rewards need, with levels and priors from the same samples. */
export const lazyEvaluation: Bench = {
	name: 'lazy-evaluation',
	title: 'Tests that lazy evaluation runs for CodeGen samples of HumanEval',
	missing: codegenIsMissing,
	async run({ every }) {
		await using engine = await openGrader();
		const { samples } = await codegenSet(every);
		const figures = await evaluateLazily(engine.grader, samples, ['strict', 'all_or_nothing']);
		return figures.map(({ scheme, samples: count, equalRewards, testsRun, tests }) => ({
			what: `${scheme}: ${testsRun} of ${tests} tests; ${equalRewards} of ${count} rewards equal`,
			value: (100 * testsRun) / tests,
			unit: '%',
		}));
	},
};

/** Judges all samples in full, and again lazily for each scheme; identical programs are judged once and counted as often as they are there. */
export async function evaluateLazily(
	grader: Grader,
	samples: readonly Sample[],
	schemes: readonly SchemeName[],
): Promise<readonly LazyFigures[]> {
	const programs = [...Map.groupBy(samples, ({ problem, code }) => JSON.stringify([problem.id, code])).values()].flatMap((same) =>
		same[0] === undefined ? [] : [{ ...same[0], times: same.length }],
	);
	const full = new Map<string, GradeResult>();
	await each(grader.concurrency, programs, async ({ id, problem, language, code }) => {
		full.set(id, await grader.grade({ problem, language, code }));
	});
	const evaluations = evaluationsOf(programs, full);
	const figures: LazyFigures[] = [];
	for (const scheme of schemes) {
		let [equalRewards, testsRun, tests] = [0, 0, 0];
		await each(grader.concurrency, programs, async ({ id, problem, language, code, times }) => {
			const evaluation = evaluations.get(problem.id);
			const whole = full.get(id);
			if (evaluation === undefined || whole === undefined) throw new Error(`${id} was not judged`);
			const lazily = await grader.grade({ problem, language, code, evaluation: { ...evaluation, scheme } });
			const reward = (result: GradeResult) => JSON.stringify(rewardOf(schemeOf(scheme), evaluation.suite, result, options));
			if (reward(lazily) === reward(whole)) equalRewards += times;
			testsRun += times * lazily.tests.filter(({ verdict }) => verdict !== 'skipped').length;
			tests += times * whole.tests.length;
		});
		figures.push({ scheme, samples: samples.length, equalRewards, testsRun, tests });
	}
	return figures;
}

/** What a trainer would ask for that knows these samples: their levels, and how often each test failed. */
function evaluationsOf(
	programs: readonly (Sample & { readonly times: number })[],
	full: ReadonlyMap<string, GradeResult>,
): ReadonlyMap<string, Omit<Evaluation, 'scheme'>> {
	const byProblem = [...Map.groupBy(programs, ({ problem }) => problem)];
	return new Map(
		byProblem.map(([problem, same]) => {
			const tally = new SampleTally();
			for (const { id, times } of same) for (let n = 0; n < times; n++) tally.add('codegen', full.get(id)?.tests ?? []);
			const ids = full.get(same[0]?.id ?? '')?.tests.map((test) => test.id) ?? [];
			const counts = tally.counts(ids);
			const { levels } = levelsOf(counts, LevelOptions.parse({}));
			const priors = Object.fromEntries(counts.map((count) => [count.id, { failRate: 1 - (passRate(pooled(count)) ?? 0.5), costMs: 2 }]));
			return [problem.id, { options: {}, suite: scoredSuite(problem, ids, levels), priors }];
		}),
	);
}
