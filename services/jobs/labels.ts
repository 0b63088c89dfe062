import { testIdsOf } from '../../testcases/schema.ts';
import type { LabelLine } from '../contract/labels.ts';
import { labelProblem } from '../difficulty/label.ts';
import { defaultKs } from '../difficulty/pass-at-k.ts';
import { SampleTally } from '../difficulty/tally.ts';
import type { JobStore, ProblemStore, StoredJob } from '../store/contract.ts';

/** What the samples of a job that are judged so far say of each problem, in the order in which the problems come first. */
export async function* labelsOf(job: StoredJob, store: JobStore & Pick<ProblemStore, 'getProblem'>): AsyncGenerator<LabelLine> {
	const tallies = new Map<string, { readonly problemId: string; readonly tally: SampleTally }>();
	for await (const { sample, results } of store.jobResults(job.view.id)) {
		const known = tallies.get(sample.digest) ?? { problemId: sample.problem_id, tally: new SampleTally() };
		tallies.set(sample.digest, known);
		known.tally.add(sample.policy, results);
	}
	for (const [digest, { problemId, tally }] of tallies) {
		const found = await store.getProblem(job.tenant, digest);
		const suite = found === undefined ? [] : testIdsOf(found.problem);
		yield labelProblem(problemId, suite, tally, { levels: job.levels, ks: defaultKs });
	}
}
