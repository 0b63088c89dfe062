import { BatchLine } from '../../contract/batch.ts';
import { isJudged } from '../../contract/verdict.ts';
import { SampleTally } from '../../difficulty/tally.ts';
import { originalOf } from '../batch/judge-file.ts';
import { isBlank, readLines } from '../line-reader.ts';

/** Reference solutions are judged along with the samples, under names of their own. */
export const goldenIdentity = (problemId: string): string => `golden:${problemId}`;

/** Adds up the results of a file by problem; those of samples that are not known (any more) are left out. With `rerun`, tests that came out differently are flaky. */
export async function readTallies(
	file: string,
	policies: ReadonlyMap<string, string>,
	{ rerun }: { readonly rerun: boolean },
): Promise<ReadonlyMap<string, SampleTally>> {
	const tallies = new Map<string, SampleTally>();
	const outcomes = new Map<string, ReadonlyMap<string, boolean>>();
	for await (const line of readLines(file)) {
		if (!line.complete || isBlank(line)) continue;
		const result = BatchLine.parse(JSON.parse(line.bytes.toString('utf8')));
		const original = policies.has(result.id) ? undefined : originalOf(result.id);
		const policy = policies.get(original ?? result.id);
		if (policy === undefined) continue;
		const tally = tallies.get(result.problem_id) ?? new SampleTally();
		tallies.set(result.problem_id, tally);
		if (rerun) noteFlips(tally, outcomes, original ?? result.id, result.tests);
		if (original !== undefined) continue;
		if (result.id === goldenIdentity(result.problem_id)) tally.addGolden(result.tests);
		else tally.add(policy, result.tests);
	}
	return tallies;
}

/** Compares the outcomes of a run with those of the first run of the same sample. */
function noteFlips(
	tally: SampleTally,
	outcomes: Map<string, ReadonlyMap<string, boolean>>,
	identity: string,
	results: BatchLine['tests'],
): void {
	const now = new Map(results.filter(({ verdict }) => isJudged(verdict)).map(({ id, verdict }) => [id, verdict === 'accepted']));
	const first = outcomes.get(identity);
	if (first === undefined) outcomes.set(identity, now);
	for (const [id, passed] of now) if (first?.has(id) === true && first.get(id) !== passed) tally.flaky.add(id);
}
