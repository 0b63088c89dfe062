import { BatchLine } from '../../contract/batch.ts';
import type { Count } from '../../difficulty/counts.ts';
import { isBlank, readLines } from '../line-reader.ts';
import type { EvaluatedSample } from './samples.ts';

/** A sample whose verdict is not that of the benchmark's own grader. */
export interface Disagreement {
	readonly sample: string;
	readonly official: 'passed' | 'failed';
	readonly verdict: string;
	/** What Assay saw; of one that it accepts, nothing. */
	readonly cause: string;
}

export interface Outcomes {
	/** Samples that were judged and those that passed, by problem. */
	readonly counts: ReadonlyMap<string, Count>;
	readonly unjudged: number;
	/** Samples with a verdict of the benchmark's own grader. */
	readonly compared: number;
	readonly disagreements: readonly Disagreement[];
}

/** What became of the samples, from a file of results. A sample that a fault of ours left without a verdict counts nowhere. */
export async function readOutcomes(file: string, samples: readonly EvaluatedSample[]): Promise<Outcomes> {
	const known = new Map(samples.map((sample) => [sample.identity, sample]));
	const counts = new Map<string, Count>();
	const disagreements: Disagreement[] = [];
	let [unjudged, compared] = [0, 0];
	for await (const line of readLines(file)) {
		if (!line.complete || isBlank(line)) continue;
		const result = BatchLine.parse(JSON.parse(line.bytes.toString('utf8')));
		const sample = known.get(result.id);
		if (sample === undefined || !known.delete(result.id)) continue;
		if (result.status === 'no_verdict') {
			unjudged += 1;
			continue;
		}
		const passed = result.verdict === 'accepted';
		const { judged, passed: before } = counts.get(result.problem_id) ?? { judged: 0, passed: 0 };
		counts.set(result.problem_id, { judged: judged + 1, passed: before + (passed ? 1 : 0) });
		if (sample.official === undefined) continue;
		compared += 1;
		if (sample.official !== passed) disagreements.push(disagreement(result, sample.official));
	}
	return { counts, unjudged, compared, disagreements };
}

function disagreement({ id, verdict, reason, tests }: BatchLine, official: boolean): Disagreement {
	const failed = tests.find((test) => test.verdict !== 'accepted');
	const cause = failed === undefined ? (reason ?? '') : `${failed.id}: ${failed.reason ?? failed.verdict}`;
	return { sample: id, official: official ? 'passed' : 'failed', verdict, cause };
}
