import type { Problem } from '../../testcases/schema.ts';
import type { GradeResult } from '../contract/verdict.ts';
import { type LevelOptions, levelsOf } from '../difficulty/levels.ts';
import { AssayError } from '../errors.ts';
import { scoredSuite } from '../planning/scored-suite.ts';
import { checkSuite, type SchemeName, SchemeOptions, schemeNames, schemeOf } from '../scoring/index.ts';
import { rewardOf } from '../scoring/reward.ts';
import type { SuiteStatistics } from '../store/contract.ts';
import { countsOf } from './suites.ts';

/** What every scheme pays for a judged program by the levels of these statistics; null where it has no reward, or the scheme is not for the problem. */
export function rewardsSideBySide(
	problem: Problem,
	statistics: SuiteStatistics,
	result: Pick<GradeResult, 'tests'>,
	options: LevelOptions,
): Record<SchemeName, number | null> {
	const tests = result.tests.map(({ id }) => id);
	const suite = scoredSuite(problem, tests, levelsOf(countsOf(tests, statistics), options).levels);
	const plain = SchemeOptions.parse({});
	const rewardBy = (scheme: SchemeName): number | null => {
		try {
			checkSuite(scheme, suite);
		} catch (error) {
			if (error instanceof AssayError && error.code === 'levels_mismatch') return null;
			throw error;
		}
		return rewardOf(schemeOf(scheme), suite, result, plain).reward;
	};
	return Object.fromEntries(schemeNames.map((scheme) => [scheme, rewardBy(scheme)])) as Record<SchemeName, number | null>;
}
