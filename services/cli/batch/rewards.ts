import type { Problem } from '../../../testcases/schema.ts';
import type { BatchLine } from '../../contract/batch.ts';
import { LabelLine } from '../../contract/labels.ts';
import { parseShape } from '../../contract/validation.ts';
import { AssayError } from '../../errors.ts';
import { scoredSuite } from '../../planning/scored-suite.ts';
import { checkSuite, SchemeName, SchemeOptions, schemeOf } from '../../scoring/index.ts';
import { rewardOf, rewardWithoutCode } from '../../scoring/reward.ts';
import { isBlank, readLines } from '../line-reader.ts';

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
	const levels = labelsFile === undefined ? new Map<string, LabelLine['levels']>() : await readLevels(labelsFile);
	return (problem, line) => {
		if (line.reason?.startsWith('no_code') === true) return { ...line, ...named(rewardWithoutCode(options)) };
		const suite = scoredSuite(
			problem,
			line.tests.map(({ id }) => id),
			levels.get(problem.id),
		);
		checkSuite(name, suite);
		return { ...line, ...named(rewardOf(schemeOf(name), suite, line, options)) };
	};
}

const named = ({ reward, status }: ReturnType<typeof rewardOf>) => ({ reward, reward_status: status });

async function readLevels(file: string): Promise<ReadonlyMap<string, LabelLine['levels']>> {
	const levels = new Map<string, LabelLine['levels']>();
	for await (const line of readLines(file)) {
		if (isBlank(line)) continue;
		try {
			const label = LabelLine.parse(JSON.parse(line.bytes.toString('utf8')));
			levels.set(label.problem_id, label.levels);
		} catch (cause) {
			throw new AssayError('invalid_request', `${file}:${line.number}: not a line of a labels file`, {
				cause,
				hint: '`assay label` writes them.',
			});
		}
	}
	return levels;
}
