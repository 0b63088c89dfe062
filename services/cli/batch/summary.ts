import { Verdict } from '../../contract/verdict.ts';
import { table } from '../table.ts';
import type { Disagreement, Tally } from './tally.ts';

export interface SummaryFacts {
	readonly tally: Tally;
	readonly badLines: number;
	readonly expect: boolean;
}

/** What a batch came to; what `--json` prints. */
export interface BatchSummary {
	readonly samples: number;
	/** Of those, judged by an earlier run. */
	readonly kept: number;
	readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
	/** Samples with a test without a verdict. */
	readonly no_verdict: number;
	readonly bad_lines: number;
	/** With a scheme. */
	readonly rewards?: { readonly samples: number; readonly mean: number };
	/** With `--expect`. */
	readonly labels?: { readonly compared: number; readonly disagreements: readonly Disagreement[] };
}

export function summarise({ tally, badLines, expect }: SummaryFacts): BatchSummary {
	const { done, kept, noVerdict, rewards, compared, disagreements } = tally;
	return {
		samples: done,
		kept,
		verdicts: Object.fromEntries(Verdict.options.flatMap((verdict) => counted(verdict, tally))),
		no_verdict: noVerdict,
		bad_lines: badLines,
		...(rewards.count > 0 ? { rewards: { samples: rewards.count, mean: rewards.sum / rewards.count } } : {}),
		...(expect ? { labels: { compared, disagreements } } : {}),
	};
}

function counted(verdict: Verdict, { verdicts }: Tally): [] | [readonly [Verdict, number]] {
	const count = verdicts.get(verdict) ?? 0;
	return count === 0 ? [] : [[verdict, count]];
}

/** The closing words of a batch. */
export function describeBatch({ samples, kept, verdicts, no_verdict, bad_lines, rewards, labels }: BatchSummary): string {
	const rows = Object.entries(verdicts).map(([verdict, count]) => [verdict, String(count)]);
	const parts = [
		rows.length > 0 ? table(['verdict', 'samples'], rows) : '',
		`${samples} samples judged${kept > 0 ? `, ${kept} of them by an earlier run` : ''}\n`,
		rewards === undefined ? '' : `mean reward ${rewards.mean.toFixed(4)} over ${rewards.samples} samples\n`,
		no_verdict > 0 ? `${no_verdict} samples have tests without a verdict, by a fault of ours; they are not to be scored as 0\n` : '',
		bad_lines > 0 ? `${bad_lines} bad lines of input were left out\n` : '',
		labels === undefined ? '' : agreement(labels),
	];
	return parts.join('');
}

function agreement({ compared, disagreements }: NonNullable<BatchSummary['labels']>): string {
	const agreed = `${compared - disagreements.length} of ${compared} labels agree\n`;
	const rows = disagreements.map(({ identity, expected, verdict }) => [identity, expected, verdict]);
	return rows.length === 0 ? agreed : `${agreed}${table(['sample', 'label', 'verdict'], rows)}`;
}
