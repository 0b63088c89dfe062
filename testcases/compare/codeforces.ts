import type { Comparator } from './contract.ts';
import { compareLineLists, compareTokens, contentLines } from './walk.ts';

function sameAnswer(expected: string, got: string): boolean {
	if (expected.length !== got.length || expected.length > 3) return false;
	const folded = expected.toLowerCase();
	return (folded === 'yes' || folded === 'no') && folded === got.toLowerCase();
}

/** Codeforces problems without a checker: blank lines dropped, white space collapsed, YES and NO in any case. */
export const codeforces: Comparator = (expected, got) =>
	compareLineLists(contentLines(expected), contentLines(got), (wanted, given) => compareTokens(wanted, given, sameAnswer).equal);
