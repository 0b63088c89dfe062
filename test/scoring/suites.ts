import fc from 'fast-check';
import type { Level } from '../../services/difficulty/levels.ts';
import type { ScoredSuite, TestScore } from '../../services/scoring/contract.ts';

/** Suites of up to 12 tests in up to 4 levels with random weights, and up to 3 groups. */
export const suites: fc.Arbitrary<ScoredSuite> = fc
	.record({
		sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
		weights: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
		points: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 3 }),
		cuts: fc.array(fc.nat({ max: 11 }), { minLength: 6, maxLength: 6 }),
	})
	.map(({ sizes, weights, points, cuts }) => {
		const tests = Array.from({ length: sizes.reduce((sum, size) => sum + size, 0) }, (_, index) => `t${index}`);
		const sum = sizes.reduce((total, _, index) => total + (weights[index] ?? 0), 0);
		let next = 0;
		const levels = sizes.map((size, index): Level => {
			const members = tests.slice(next, next + size);
			next += size;
			return { level: index + 1, weight: (weights[index] ?? 0) / sum, tests: members };
		});
		const groups = points.map((worth, index) => {
			const from = (cuts[2 * index] ?? 0) % tests.length;
			return { points: worth, tests: tests.slice(from, from + 1 + ((cuts[2 * index + 1] ?? 0) % tests.length)) };
		});
		const [first] = groups;
		// A problem in which nothing is worth anything is no problem with subtasks, and a test in no group is worth nothing.
		if (first !== undefined) groups[0] = { points: first.points + 1, tests };
		return { tests, levels, groups };
	});

/** A suite and an outcome for each of its tests. */
export const judged: fc.Arbitrary<{ readonly suite: ScoredSuite; readonly scores: ReadonlyMap<string, TestScore> }> = suites.chain(
	(suite) =>
		fc
			.array(fc.tuple(fc.boolean(), fc.constantFrom(0, 0, 0.5)), { minLength: suite.tests.length, maxLength: suite.tests.length })
			.map((draws) => ({
				suite,
				scores: new Map(
					suite.tests.map((test, index) => {
						const [passed, partial] = draws[index] ?? [false, 0];
						return [test, { passed, score: passed ? 1 : partial }];
					}),
				),
			})),
);
