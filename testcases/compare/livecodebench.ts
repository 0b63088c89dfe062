import type { Comparator } from './contract.ts';
import { parseNumeral, sameNumeral } from './numerals.ts';
import { compareLineLists } from './walk.ts';

function strippedLines(text: string): string[] {
	return text
		.trim()
		.split('\n')
		.map((line) => line.trim());
}

function numerals(line: string) {
	return line.split(/\s+/).map(parseNumeral);
}

/** All tokens of both lines are numbers, and they are equal as exact decimals. */
function sameDecimals(expected: string, got: string): boolean {
	const wanted = numerals(expected);
	const given = numerals(got);
	if (wanted.length !== given.length) return false;
	return wanted.every((left, index) => {
		const right = given[index] ?? null;
		return left !== null && right !== null && sameNumeral(left, right);
	});
}

/**
 * LiveCodeBench's rule: both outputs stripped, as many lines in each, each line
 * stripped and equal, or else all its tokens numbers that are equal as exact
 * decimals (1.0 = 1.00; no tolerance).
 */
export const livecodebench: Comparator = (expected, got) => compareLineLists(strippedLines(expected), strippedLines(got), sameDecimals);
