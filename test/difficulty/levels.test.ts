import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TestCounts } from '../../services/difficulty/counts.ts';
import { flagProblem, flagTests } from '../../services/difficulty/flags.ts';
import { LevelOptions, levelsOf } from '../../services/difficulty/levels.ts';

const counts = (passed: readonly number[], judged = 20): TestCounts[] =>
	passed.map((times, index) => ({ id: `t${index}`, byPolicy: new Map([['policy', { passed: times, judged }]]) }));
const options = (more: Record<string, unknown> = {}) => LevelOptions.parse(more);
const testsOf = (passed: readonly number[], more: Record<string, unknown> = {}) =>
	levelsOf(counts(passed), options(more)).levels.map((level) => level.tests.join(' '));

const methods = [
	{ method: 'thresholds' },
	{ method: 'kmeans' },
	{ method: 'kmeans', k: 5 },
	{ method: 'quantiles' },
	{ method: 'quantiles', k: 2 },
];

describe.each(methods)('Levels by $method', (grouping) => {
	const rates = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 30 });

	test('hold every test once, the easier ones before the harder ones, and equal ones together', () => {
		fc.assert(
			fc.property(rates, (passed) => {
				const { levels } = levelsOf(counts(passed), options({ grouping }));
				const all = levels.flatMap((level) => level.tests);
				expect(all.toSorted()).toEqual(passed.map((_, index) => `t${index}`).toSorted());
				const of = levels.map((level) => level.tests.map((id) => passed[Number(id.slice(1))] ?? 0));
				for (const [index, harder] of of.entries()) {
					expect(harder.length).toBeGreaterThan(0);
					if (index > 0) expect(Math.min(...(of[index - 1] ?? []))).toBeGreaterThan(Math.max(...harder));
				}
				expect(levels.map(({ level }) => level)).toEqual(levels.map((_, index) => index + 1));
			}),
		);
	});

	test.each(['equal', 'geometric', 'inverse_pass_rate'])(
		'have weights by %s that sum to 1, and do not depend on the order of tests',
		(method) => {
			fc.assert(
				fc.property(rates, (passed) => {
					const of = (tests: TestCounts[]) => levelsOf(tests, options({ grouping, weights: { method } })).levels;
					const levels = of(counts(passed));
					expect(levels.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
					const turned = of(counts(passed).reverse());
					expect(turned.map(({ weight, tests }) => [weight, tests.toSorted()])).toEqual(
						levels.map(({ weight, tests }) => [weight, tests.toSorted()]),
					);
				}),
			);
		},
	);
});

test('cuts are those of the report: from 0.7 easy, from 0.3 medium, below hard', () => {
	expect(testsOf([20, 14, 13, 6, 5, 0])).toEqual(['t0 t1', 't2 t3', 't4 t5']);
	expect(testsOf([20, 0])).toEqual(['t0', 't1']);
	expect(testsOf([10, 12], { grouping: { method: 'thresholds', cuts: [0.55] } })).toEqual(['t1', 't0']);
});

test('clusters are the best ones in one dimension', () => {
	expect(testsOf([20, 19, 10, 11, 1, 0], { grouping: { method: 'kmeans' } })).toEqual(['t0 t1', 't2 t3', 't4 t5']);
	expect(testsOf([7, 7, 7], { grouping: { method: 'kmeans' } })).toEqual(['t0 t1 t2']);
});

test('quantiles are of about the same size', () => {
	expect(testsOf([20, 19, 18, 5, 4, 3], { grouping: { method: 'quantiles' } })).toEqual(['t0 t1', 't2 t3', 't4 t5']);
});

test('until every test has enough samples there is one level, and it is said', () => {
	const few = [...counts([20, 0], 20), ...counts([1], 15).map((test) => ({ ...test, id: 'new' }))];
	expect(levelsOf(few, options())).toEqual({ levels: [{ level: 1, weight: 1, tests: ['t0', 't1', 'new'] }], cold: true });
	expect(levelsOf(few, options({ min_judged: 15 })).cold).toBe(false);
});

test('weights may be given, one for each level', () => {
	const weights = (values: number[]) => levelsOf(counts([20, 10, 0]), options({ weights: { method: 'explicit', weights: values } })).levels;
	expect(weights([1, 1, 2]).map(({ weight }) => weight)).toEqual([0.25, 0.25, 0.5]);
	expect(() => weights([1, 2])).toThrow(expect.objectContaining({ code: 'weights_mismatch' }));
	expect(() => weights([0, 0, 0])).toThrow(expect.objectContaining({ code: 'weights_mismatch' }));
});

test('harder levels are worth more by ratio and by inverse pass rate', () => {
	const weights = (method: string) => levelsOf(counts([20, 10, 0]), options({ weights: { method } })).levels.map(({ weight }) => weight);
	expect(weights('geometric').map((weight) => Math.round(weight * 7))).toEqual([1, 2, 4]);
	const [easy = 0, medium = 0, hard = 0] = weights('inverse_pass_rate');
	expect(hard).toBeGreaterThan(medium);
	expect(medium).toBeGreaterThan(easy);
});

test('flags name what a curator should look at', () => {
	const tests = counts([0, 20, 10, 10, 10]);
	const flags = flagTests({
		tests,
		outcomes: new Map([
			['t2', '1010'],
			['t3', '1010'],
			['t4', '10-0'],
		]),
		goldenFails: new Set(['t0']),
		flaky: new Set(['t4']),
	});
	expect(Object.fromEntries(flags)).toEqual({
		t0: ['unsolved', 'golden_fails'],
		t1: ['trivial'],
		t2: [],
		t3: ['redundant'],
		t4: ['flaky'],
	});
	expect(flagProblem({ passed: 16, judged: 16 })).toEqual(['easy']);
	expect(flagProblem({ passed: 0, judged: 16 })).toEqual(['unsolved']);
	expect(flagProblem({ passed: 0, judged: 0 })).toEqual([]);
});
