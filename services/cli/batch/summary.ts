import { Verdict } from '../../contract/verdict.ts';
import { table } from '../table.ts';
import type { Tally } from './tally.ts';

export interface SummaryFacts {
	readonly tally: Tally;
	readonly badLines: number;
	readonly expect: boolean;
}

/** The closing words of a batch. */
export function summarise({ tally, badLines, expect }: SummaryFacts): string {
	const rows = Verdict.options
		.map((verdict) => [verdict, tally.verdicts.get(verdict) ?? 0] as const)
		.filter(([, count]) => count > 0)
		.map(([verdict, count]) => [verdict, String(count)]);
	const parts = [
		rows.length > 0 ? table(['verdict', 'samples'], rows) : '',
		`${tally.done} samples judged${tally.kept > 0 ? `, ${tally.kept} of them by an earlier run` : ''}\n`,
		tally.rewards.count > 0
			? `mean reward ${(tally.rewards.sum / tally.rewards.count).toFixed(4)} over ${tally.rewards.count} samples\n`
			: '',
		tally.noVerdict > 0
			? `${tally.noVerdict} samples have tests without a verdict, by a fault of ours; they are not to be scored as 0\n`
			: '',
		badLines > 0 ? `${badLines} bad lines of input were left out\n` : '',
		expect ? expectations(tally) : '',
	];
	return parts.join('');
}

function expectations({ disagreements, compared }: Tally): string {
	const agreed = `${compared - disagreements.length} of ${compared} labels agree\n`;
	const rows = disagreements.map(({ identity, expected, verdict }) => [identity, expected, verdict]);
	return rows.length === 0 ? agreed : `${agreed}${table(['sample', 'label', 'verdict'], rows)}`;
}
