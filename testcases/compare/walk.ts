import { type Comparison, differs, equal, quotePair } from './contract.ts';
import { lineAt, TokenCursor } from './text.ts';

/**
 * Compares two texts token by token. Tokens with the same characters are equal
 * in every rule; `same` decides about the others, and is asked only then.
 */
export function compareTokens(expected: string, got: string, same: (expected: string, got: string) => boolean): Comparison {
	if (expected === got) return equal;
	const left = new TokenCursor(expected);
	const right = new TokenCursor(got);
	for (let index = 1; ; index++) {
		const wanted = left.next();
		const given = right.next();
		if (!wanted && !given) return equal;
		if (wanted && given && (left.matches(right) || same(left.token(), right.token()))) continue;
		const words = quotePair(wanted ? left.token() : null, given ? right.token() : null);
		return differs(`token ${index} (line ${lineAt(got, right.start)}): ${words}`);
	}
}

/** Compares two lists of lines; `same` is asked about lines whose text differs. */
export function compareLineLists(
	expected: readonly string[],
	got: readonly string[],
	same: (expected: string, got: string) => boolean,
): Comparison {
	for (let index = 0; index < Math.max(expected.length, got.length); index++) {
		const wanted = expected[index] ?? null;
		const given = got[index] ?? null;
		if (wanted === given || (wanted !== null && given !== null && same(wanted, given))) continue;
		return differs(`line ${index + 1}: ${quotePair(wanted, given)}`);
	}
	return equal;
}

/** The lines of a text that are not blank, each without white space at both ends. */
export function contentLines(text: string): string[] {
	const lines: string[] = [];
	for (let start = 0; start <= text.length; ) {
		const feed = text.indexOf('\n', start);
		const end = feed === -1 ? text.length : feed;
		const stripped = end > start ? text.slice(start, end).trim() : '';
		if (stripped !== '') lines.push(stripped);
		start = end + 1;
	}
	return lines;
}
