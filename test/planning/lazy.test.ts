import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Evaluation, wantedTests } from '../../services/planning/lazy.ts';
import { scoredSuite } from '../../services/planning/scored-suite.ts';
import type { ScoredSuite, TestScore } from '../../services/scoring/contract.ts';
import { schemeNames, schemeOf } from '../../services/scoring/index.ts';
import { judged } from '../scoring/suites.ts';
import { aProblem } from '../support/problems.ts';

const prior = fc.record({ failRate: fc.double({ min: 0, max: 1, noNaN: true }), costMs: fc.double({ min: 0, max: 1000, noNaN: true }) });

/** Runs what is wanted, one test at a time, until nothing is; the tests that were run, in their order. */
function runLazily(evaluation: Evaluation, scores: ReadonlyMap<string, TestScore>): string[] {
	const known = new Map<string, TestScore>();
	for (let [next] = wantedTests(evaluation, known); next !== undefined; [next] = wantedTests(evaluation, known)) {
		known.set(next, scores.get(next) ?? { passed: false, score: 0 });
	}
	return [...known.keys()];
}

test.each(schemeNames)('lazily, %s pays exactly what it pays when every test is run', (scheme) => {
	fc.assert(
		fc.property(judged, fc.array(prior, { minLength: 16, maxLength: 16 }), ({ suite, scores }, priors) => {
			const evaluation: Evaluation = {
				scheme,
				options: {},
				suite,
				priors: Object.fromEntries(suite.tests.map((id, index) => [id, priors[index] ?? { failRate: 0.5, costMs: 1 }])),
			};
			const run = runLazily(evaluation, scores);
			expect(new Set(run).size).toBe(run.length);
			const known = new Map([...scores].filter(([id]) => run.includes(id)));
			expect(schemeOf(scheme).reward(suite, known)).toBe(schemeOf(scheme).reward(suite, scores));
		}),
		{ numRuns: 500 },
	);
});

const levels = [
	{ level: 1, weight: 0.5, tests: ['a', 'b'] },
	{ level: 2, weight: 0.5, tests: ['c', 'd'] },
];
const suite: ScoredSuite = { tests: ['a', 'b', 'c', 'd'], levels };
const scores = (passed: string) =>
	new Map(suite.tests.map((id) => [id, { passed: passed.includes(id), score: Number(passed.includes(id)) }]));

test('all_or_nothing begins with what fails most often for its cost, and stops at the first failure', () => {
	const priors = {
		a: { failRate: 0.1, costMs: 1 },
		b: { failRate: 0.9, costMs: 1000 },
		c: { failRate: 0.5, costMs: 1 },
		d: { failRate: 0.6, costMs: 1 },
	};
	const evaluation: Evaluation = { scheme: 'all_or_nothing', options: {}, suite, priors };
	expect(wantedTests(evaluation, new Map())).toEqual(['d', 'c', 'a', 'b']);
	expect(runLazily(evaluation, scores('abd'))).toEqual(['d', 'c']);
});

test('strict goes level by level, and a failure spares all harder levels', () => {
	const priors = { d: { failRate: 0.9, costMs: 1 } };
	const evaluation: Evaluation = { scheme: 'strict', options: {}, suite, priors };
	expect(runLazily(evaluation, scores('acd'))).toEqual(['a', 'b']);
	expect(runLazily(evaluation, scores('abc'))).toEqual(['a', 'b', 'd']);
});

test('a suite in which a test was split into its asserts keeps its groups', () => {
	const problem = aProblem({
		groups: [
			{ tests: ['small'], points: 1 },
			{ tests: ['large', 'small'], points: 2 },
		],
	});
	expect(scoredSuite(problem, ['small#0', 'small#1', 'large']).groups).toEqual([
		{ points: 1, tests: ['small#0', 'small#1'] },
		{ points: 2, tests: ['small#0', 'small#1', 'large'] },
	]);
});
