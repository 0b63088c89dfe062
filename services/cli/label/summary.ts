import type { LabelLine } from '../../contract/labels.ts';
import { problemFlags, testFlags } from '../../difficulty/flags.ts';
import { binName, histogram } from '../../difficulty/histogram.ts';
import { table } from '../table.ts';

export interface SummaryFacts {
	readonly ks: readonly number[];
	/** Samples with a test without a verdict. */
	readonly unjudged: number;
	readonly badLines: number;
}

/** What a labelling came to; what `--json` prints. */
export interface LabelSummary {
	readonly problems: number;
	readonly tests: number;
	readonly samples: number;
	/** Tests by pass rate, in ten bins from 0 to 1. */
	readonly histogram: readonly number[];
	/** Problems that have so many levels, and their tests. */
	readonly levels: readonly { readonly levels: number; readonly problems: number; readonly tests: number }[];
	/** Problems with too few samples for levels. */
	readonly cold: number;
	/** Means over the problems that have samples enough. */
	readonly pass_at: readonly { readonly k: number; readonly mean: number; readonly problems: number }[];
	readonly flags: readonly { readonly flag: string; readonly count: number }[];
	readonly unjudged: number;
	readonly bad_lines: number;
}

export function summariseLabels(labels: readonly LabelLine[], { ks, unjudged, badLines }: SummaryFacts): LabelSummary {
	const tests = labels.flatMap((label) => label.tests);
	const warm = labels.filter(({ cold }) => !cold);
	const deepest = Math.max(0, ...warm.map(({ levels }) => levels.length));
	return {
		problems: labels.length,
		tests: tests.length,
		samples: labels.reduce((sum, label) => sum + label.samples, 0),
		histogram: histogram(tests.flatMap(({ pass_rate }) => pass_rate ?? [])),
		levels: Array.from({ length: deepest }, (_, index) => {
			const those = warm.filter(({ levels }) => levels.length === index + 1);
			return { levels: index + 1, problems: those.length, tests: those.reduce((sum, label) => sum + label.tests.length, 0) };
		}),
		cold: labels.length - warm.length,
		pass_at: ks.flatMap((k) => {
			const values = labels.flatMap(({ pass_at }) => pass_at[k] ?? []);
			const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
			return values.length === 0 ? [] : [{ k, mean, problems: values.length }];
		}),
		flags: [
			...testFlags.map((flag) => ({ flag: `test ${flag}`, count: tests.filter(({ flags }) => flags.includes(flag)).length })),
			...problemFlags.map((flag) => ({ flag: `problem ${flag}`, count: labels.filter(({ flags }) => flags.includes(flag)).length })),
		].filter(({ count }) => count > 0),
		unjudged,
		bad_lines: badLines,
	};
}

const barWidth = 40;

/** The closing words of a labelling. */
export function describeLabels(summary: LabelSummary): string {
	const { problems, tests, samples, unjudged, bad_lines } = summary;
	const parts = [
		`${problems} problems, ${tests} tests, ${samples} samples\n\n`,
		`pass rates of the tests\n${bars(summary.histogram)}\n`,
		levelTable(summary),
		rowsUnder(
			['metric', 'mean', 'problems'],
			summary.pass_at.map((one) => [`pass@${one.k}`, one.mean.toFixed(4), String(one.problems)]),
		),
		rowsUnder(
			['flag', 'count'],
			summary.flags.map(({ flag, count }) => [flag, String(count)]),
		),
		unjudged > 0 ? `\n${unjudged} samples have tests without a verdict, by a fault of ours; those count nowhere\n` : '',
		bad_lines > 0 ? `${bad_lines} bad lines of input were left out\n` : '',
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

function levelTable({ levels, cold }: LabelSummary): string {
	if (levels.length === 0) return 'no problem has samples enough for levels (--min-judged)\n';
	const rows = levels.map((one) => [one.levels, one.problems, one.tests].map(String));
	return `${table(['levels', 'problems', 'tests'], rows)}${cold > 0 ? `${cold} problems have too few samples for levels\n` : ''}`;
}

const rowsUnder = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
	rows.length === 0 ? '' : `\n${table(header, rows)}`;
