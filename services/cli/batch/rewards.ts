import type { Problem } from '../../../testcases/schema.ts';
import type { BatchLine } from '../../contract/batch.ts';
import type { LabelLine } from '../../contract/labels.ts';
import { parseShape } from '../../contract/validation.ts';
import { AssayError } from '../../errors.ts';
import { scoredSuite } from '../../planning/scored-suite.ts';
import { checkSuite, SchemeName, SchemeOptions, schemeOf } from '../../scoring/index.ts';
import { rewardOf, rewardWithoutCode } from '../../scoring/reward.ts';
import { readLabels } from '../labels-file.ts';

/** Adds the reward to a results line. */
export type AddReward = (problem: Problem, line: BatchLine) => BatchLine;

/** Rewards by a scheme, with the levels of a labels file where one is given; without one all tests of a suite are one level. */
export async function openRewards(scheme: string | undefined, labelsFile: string | undefined): Promise<AddReward | undefined> {
	if (scheme === undefined) {
		if (labelsFile === undefined) return undefined;
		throw new AssayError('invalid_request', '--labels says what tests are worth to a scheme', { hint: 'Name one with --scheme.' });
	}
	const name = parseShape(SchemeName, scheme);
	const options = SchemeOptions.parse({});
	const labels = labelsFile === undefined ? new Map<string, LabelLine>() : await readLabels(labelsFile);
	return (problem, line) => {
		if (line.reason?.startsWith('no_code') === true) return { ...line, ...named(rewardWithoutCode(options)) };
		const suite = scoredSuite(
			problem,
			line.tests.map(({ id }) => id),
			labels.get(problem.id)?.levels,
		);
		checkSuite(name, suite);
		return { ...line, ...named(rewardOf(schemeOf(name), suite, line, options)) };
	};
}

const named = ({ reward, status }: ReturnType<typeof rewardOf>) => ({ reward, reward_status: status });
