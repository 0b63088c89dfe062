import { BatchLine } from '../../contract/batch.ts';
import { SampleTally } from '../../difficulty/tally.ts';
import { isBlank, readLines } from '../line-reader.ts';

/** Reference solutions are judged along with the samples, under names of their own. */
export const goldenIdentity = (problemId: string): string => `golden:${problemId}`;

/** Adds up the results of a file by problem; those of samples that are not known (any more) are left out. */
export async function readTallies(file: string, policies: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, SampleTally>> {
	const tallies = new Map<string, SampleTally>();
	for await (const line of readLines(file)) {
		if (!line.complete || isBlank(line)) continue;
		const result = BatchLine.parse(JSON.parse(line.bytes.toString('utf8')));
		const policy = policies.get(result.id);
		if (policy === undefined) continue;
		const tally = tallies.get(result.problem_id) ?? new SampleTally();
		tallies.set(result.problem_id, tally);
		if (result.id === goldenIdentity(result.problem_id)) tally.addGolden(result.tests);
		else tally.add(policy, result.tests);
	}
	return tallies;
}
