import type { Compare } from '../schema.ts';
import type { Comparator } from './contract.ts';
import { closeNumerals, type Tolerance } from './numerals.ts';
import { compareTokens } from './walk.ts';

/** The tolerance that a `float` comparison names; 1e-6 for each bound that it does not name. */
export function toleranceOf(options: Compare): Tolerance {
	return { relative: options.rel_tol ?? 1e-6, absolute: options.abs_tol ?? 1e-6, bounds: 'either' };
}

/**
 * Token for token; two numbers are equal when they are within the absolute or the
 * relative tolerance of the expected one. `nan` matches `nan`, an infinity its
 * own sign, and a number that overflows a double only the same number.
 */
export const float: Comparator = (expected, got, options) => {
	const tolerance = toleranceOf(options);
	return compareTokens(expected, got, (wanted, given) => closeNumerals(wanted, given, tolerance));
};
