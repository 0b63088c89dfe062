import type { Problem } from '../../testcases/schema.ts';
import type { Level } from '../difficulty/levels.ts';
import type { ScoredSuite, TestGroup } from '../scoring/contract.ts';

/** One level of all tests: then strict pays as all_or_nothing, and soft as fraction. */
export function oneLevel(tests: readonly string[]): readonly Level[] {
	return [{ level: 1, weight: 1, tests }];
}

/** The suite as reward schemes see it. A group that names a test which was split into its asserts means all of them. */
export function scoredSuite(problem: Problem, tests: readonly string[], levels: readonly Level[] = oneLevel(tests)): ScoredSuite {
	const groups = problem.groups?.map(({ tests: names, points }): TestGroup => {
		const named = new Set(names);
		return { points, tests: tests.filter((id) => named.has(id) || named.has(id.slice(0, id.lastIndexOf('#')))) };
	});
	return { tests, levels, groups };
}
