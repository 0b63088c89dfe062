import type { Compare } from '../schema.ts';

/** What a comparison says: equal, or the first difference in a few words. */
export type Comparison = { readonly equal: true } | { readonly equal: false; readonly reason: string };

/**
 * One way to compare a program's output with the expected one. Pure, linear in
 * the length of the texts, and never throws once `checkCompare` let the options through.
 */
export type Comparator = (expected: string, got: string, options: Compare) => Comparison;

/** Options that no output could be compared with: an unknown flag, or a tolerance that the method does not have. */
export class CompareOptionError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'CompareOptionError';
	}
}

export const equal: Comparison = Object.freeze({ equal: true });

export function differs(reason: string): Comparison {
	return { equal: false, reason };
}

const shownCharacters = 32;
const searchedCharacters = 4096;

/** Quotes at most 32 characters of an output, so that two of them in a reason stay short. */
export function quote(text: string): string {
	return text.length <= shownCharacters ? JSON.stringify(text) : `${JSON.stringify(text.slice(0, shownCharacters))}...`;
}

/** "expected ..., got ...": both shown from shortly before their first difference; null stands for the end of the output. */
export function quotePair(expected: string | null, got: string | null): string {
	let at = 0;
	if (expected !== null && got !== null) {
		const end = Math.min(expected.length, searchedCharacters);
		while (at < end && expected.charCodeAt(at) === got.charCodeAt(at)) at++;
	}
	const from = at < shownCharacters / 2 ? 0 : at - shownCharacters / 4;
	const show = (text: string | null) => (text === null ? 'the end' : `${from > 0 ? '...' : ''}${quote(text.slice(from))}`);
	return `expected ${show(expected)}, got ${show(got)}`;
}
