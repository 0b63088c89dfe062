import type { Problem } from '../../../testcases/schema.ts';
import type { NumberedSample } from '../batch/samples.ts';
import { goldenIdentity } from './outcomes.ts';

/** The reference solutions of the problems that have one, as samples. */
export function goldenSamples(problems: ReadonlyMap<string, Problem>): NumberedSample[] {
	return [...problems.values()].flatMap(({ id, golden }) => {
		if (golden?.code === undefined) return [];
		return [{ line: 0, identity: goldenIdentity(id), sample: { problem_id: id, language: golden.language, code: golden.code } }];
	});
}
