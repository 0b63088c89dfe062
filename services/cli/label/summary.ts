import type { LabelLine } from '../../contract/labels.ts';
import { problemFlags, testFlags } from '../../difficulty/flags.ts';
import { binName, histogram } from '../../difficulty/histogram.ts';
import { table } from '../table.ts';

export interface SummaryFacts {
	readonly ks: readonly number[];
	readonly unjudged: number;
	readonly badLines: number;
}

const barWidth = 40;

/** The closing words of a labelling. */
export function summariseLabels(labels: readonly LabelLine[], { ks, unjudged, badLines }: SummaryFacts): string {
	const tests = labels.flatMap((label) => label.tests);
	const samples = labels.reduce((sum, label) => sum + label.samples, 0);
	const parts = [
		`${labels.length} problems, ${tests.length} tests, ${samples} samples\n\n`,
		`pass rates of the tests\n${bars(histogram(tests.flatMap(({ pass_rate }) => pass_rate ?? [])))}\n`,
		levelTable(labels),
		passAtTable(labels, ks),
		flagTable(labels),
		unjudged > 0 ? `\n${unjudged} samples have tests without a verdict, by a fault of ours; those count nowhere\n` : '',
		badLines > 0 ? `${badLines} bad lines of input were left out\n` : '',
	];
	return parts.join('');
}

function bars(bins: readonly number[]): string {
	const most = Math.max(1, ...bins);
	const width = String(most).length;
	return bins
		.map((count, bin) => `${binName(bin)}  ${String(count).padStart(width)}  ${'#'.repeat(Math.ceil((barWidth * count) / most))}`.trimEnd())
		.map((line) => `${line}\n`)
		.join('');
}

function levelTable(labels: readonly LabelLine[]): string {
	const warm = labels.filter(({ cold }) => !cold);
	if (warm.length === 0) return 'no problem has samples enough for levels (--min-judged)\n';
	const deepest = Math.max(...warm.map(({ levels }) => levels.length));
	const rows = Array.from({ length: deepest }, (_, index) => {
		const those = warm.filter(({ levels }) => levels.length === index + 1);
		return [String(index + 1), String(those.length), String(those.reduce((sum, { tests }) => sum + tests.length, 0))];
	});
	const cold = labels.length - warm.length;
	return `${table(['levels', 'problems', 'tests'], rows)}${cold > 0 ? `${cold} problems have too few samples for levels\n` : ''}`;
}

/** Means over the problems that have samples enough. */
function passAtTable(labels: readonly LabelLine[], ks: readonly number[]): string {
	const rows = ks.flatMap((k) => {
		const values = labels.flatMap(({ pass_at }) => pass_at[k] ?? []);
		if (values.length === 0) return [];
		return [[`pass@${k}`, (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(4), String(values.length)]];
	});
	return rows.length === 0 ? '' : `\n${table(['metric', 'mean', 'problems'], rows)}`;
}

function flagTable(labels: readonly LabelLine[]): string {
	const tests = labels.flatMap((label) => label.tests);
	const rows = [
		...testFlags.map((flag) => [`test ${flag}`, String(tests.filter(({ flags }) => flags.includes(flag)).length)]),
		...problemFlags.map((flag) => [`problem ${flag}`, String(labels.filter(({ flags }) => flags.includes(flag)).length)]),
	].filter(([, count]) => count !== '0');
	return rows.length === 0 ? '' : `\n${table(['flag', 'count'], rows)}`;
}
