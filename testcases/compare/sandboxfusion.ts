import type { Comparator } from './contract.ts';
import { closeNumerals } from './numerals.ts';
import { compareLineLists } from './walk.ts';

const foldedLines = (text: string): string[] =>
	text
		.trim()
		.split('\n')
		.map((line) => line.trim().toLowerCase());

const tolerance = { relative: 1e-5, absolute: 1e-15, bounds: 'either' } as const;

/**
 * The rule of SandboxFusion's online judge: both outputs stripped, as many lines in each,
 * lines equal in any case, or else both a single number with a relative error below 1e-5.
 */
export const sandboxfusion: Comparator = (expected, got) =>
	compareLineLists(foldedLines(expected), foldedLines(got), (wanted, given) => closeNumerals(wanted, given, tolerance));
