import type { Comparator } from './contract.ts';
import { parseNumeral, sameNumeral } from './numerals.ts';
import { compareLineLists } from './walk.ts';

function strippedLines(text: string): string[] {
	return text
		.trim()
		.split('\n')
		.map((line) => line.trim());
}

/** All tokens of both lines are numbers, and they are equal as exact decimals. */
function sameDecimals(expected: string, got: string): boolean {
	const given = tokens(got);
	for (const wanted of tokens(expected)) {
		const left = parseNumeral(wanted);
		const right = parseNumeral(given.next().value ?? '');
		if (left === null || right === null || !sameNumeral(left, right)) return false;
	}
	return given.next().done === true;
}

/** What is between white space, one after the other, so that a line is read no further than it is right. */
function* tokens(line: string): Generator<string, undefined> {
	for (const [token] of line.matchAll(/\S+/g)) yield token;
}

/**
 * LiveCodeBench's rule: both outputs stripped, as many lines in each, each line
 * stripped and equal, or else all its tokens numbers that are equal as exact
 * decimals (1.0 = 1.00; no tolerance).
 */
export const livecodebench: Comparator = (expected, got) => compareLineLists(strippedLines(expected), strippedLines(got), sameDecimals);
