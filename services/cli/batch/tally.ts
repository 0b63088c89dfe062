import type { BatchLine } from '../../contract/batch.ts';
import type { Verdict } from '../../contract/verdict.ts';
import { verdictOfLabel } from './expectations.ts';
import type { NumberedSample } from './samples.ts';

export interface Disagreement {
	readonly identity: string;
	readonly expected: string;
	readonly verdict: Verdict;
}

/** What a batch has come to so far. */
export class Tally {
	readonly verdicts = new Map<Verdict, number>();
	readonly disagreements: Disagreement[] = [];
	/** Samples with a label that were compared. */
	compared = 0;
	done = 0;
	/** Of those done, by an earlier run. */
	kept = 0;
	noVerdict = 0;
	/** Of those that were paid. */
	readonly rewards = { count: 0, sum: 0 };

	add({ identity, sample }: NumberedSample, { verdict, status, reward }: Pick<BatchLine, 'verdict' | 'status' | 'reward'>): void {
		this.done += 1;
		this.verdicts.set(verdict, (this.verdicts.get(verdict) ?? 0) + 1);
		if (status === 'no_verdict') this.noVerdict += 1;
		if (typeof reward === 'number') {
			this.rewards.count += 1;
			this.rewards.sum += reward;
		}
		if (sample.expected === undefined) return;
		this.compared += 1;
		if (verdictOfLabel(sample.expected) !== verdict) this.disagreements.push({ identity, expected: sample.expected, verdict });
	}
}
