import type { Comparator } from './contract.ts';
import { closeNumerals, parseNumeral, type Tolerance } from './numerals.ts';
import { compareLineLists, compareTokens, contentLines } from './walk.ts';

/** numpy's allclose with its defaults. */
const allclose: Tolerance = { relative: 1e-5, absolute: 1e-8, bounds: 'sum' };

function closeToken(expected: string, got: string): boolean {
	return parseNumeral(expected) !== 'nan' && closeNumerals(expected, got, allclose);
}

/**
 * The rule of APPS and of verl's prime_code, without its order-insensitive steps:
 * lines stripped, blank lines dropped, white space inside a line collapsed; a
 * token that differs must be a number within numpy's allclose (1e-5 relative plus
 * 1e-8 absolute) of the expected one.
 */
export const apps: Comparator = (expected, got) =>
	compareLineLists(contentLines(expected), contentLines(got), (wanted, given) => compareTokens(wanted, given, closeToken).equal);
