import { bootstrapMean, type Estimate } from '../../difficulty/bootstrap.ts';
import { passAtK } from '../../difficulty/pass-at-k.ts';
import { table, tame } from '../table.ts';
import type { Disagreement, Outcomes } from './outcomes.ts';

export interface Evaluation {
	readonly benchmark: string;
	/** Of the benchmark, and those that have judged samples. */
	readonly problems: number;
	readonly attempted: number;
	readonly samples: number;
	/** For each k that some problem has samples enough for; `problems` are those. */
	readonly pass_at: readonly (Estimate & { readonly k: number; readonly problems: number })[];
	readonly unjudged: number;
	readonly bad_lines: number;
	/** Against the benchmark's own grader, where the samples file has its verdicts. */
	readonly compared: number;
	readonly disagreements: readonly Disagreement[];
}

interface Facts extends Pick<Evaluation, 'benchmark' | 'problems' | 'bad_lines'> {
	readonly ks: readonly number[];
}

/** Estimates pass@k over the problems that have samples enough, without bias for each problem, with intervals over problems. */
export function evaluate({ counts, unjudged, compared, disagreements }: Outcomes, { ks, ...facts }: Facts): Evaluation {
	const judged = [...counts.values()];
	const pass_at = ks.flatMap((k) => {
		const values = judged.flatMap((count) => passAtK(count.judged, count.passed, k) ?? []);
		const estimate = bootstrapMean(values);
		return estimate === null ? [] : [{ k, ...estimate, problems: values.length }];
	});
	const samples = judged.reduce((sum, count) => sum + count.judged, 0);
	return { ...facts, attempted: counts.size, samples, pass_at, unjudged, compared, disagreements };
}

const causeWidth = 90;

export function reportEvaluation(evaluation: Evaluation): string {
	const { benchmark, problems, attempted, samples, pass_at, unjudged, bad_lines, compared, disagreements } = evaluation;
	const rows = pass_at.map((at) => [`pass@${at.k}`, ...[at.value, at.low, at.high].map((value) => value.toFixed(4)), String(at.problems)]);
	const parts = [
		`${benchmark}: ${samples} samples of ${attempted} of ${problems} problems\n`,
		attempted < problems ? 'problems without a sample count nowhere\n' : '',
		rows.length > 0 ? `\n${table(['metric', 'mean', '95 % from', 'to', 'problems'], rows)}` : '',
		unjudged > 0 ? `\n${unjudged} samples have no verdict, by a fault of ours; they count nowhere\n` : '',
		bad_lines > 0 ? `\n${bad_lines} bad lines of input were left out\n` : '',
		compared > 0 ? `\n${compared - disagreements.length} of ${compared} verdicts are those of the benchmark's own grader\n` : '',
		disagreements.length > 0
			? table(
					['sample', 'grader', 'verdict', 'cause'],
					disagreements.map(({ sample, official, verdict, cause }) => [sample, official, verdict, tame(cause, causeWidth)]),
				)
			: '',
	];
	return parts.join('');
}
