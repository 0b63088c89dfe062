import { type Comparator, type Comparison, differs, equal } from './contract.ts';
import { type IcpcFlags, parseIcpcFlags } from './icpc-flags.ts';
import { closeNumerals, parseNumeral } from './numerals.ts';
import { isSpace, lineAt, TokenCursor } from './text.ts';
import { compareTokens } from './walk.ts';

function tokenRule(flags: IcpcFlags): (expected: string, got: string) => boolean {
	return (expected, got) => {
		const { tolerance } = flags;
		if (tolerance !== undefined && parseNumeral(expected) !== null) return closeNumerals(expected, got, tolerance);
		return !flags.caseSensitive && expected.toLowerCase() === got.toLowerCase();
	};
}

/** White space must be the same, character for character, between the tokens and at both ends. */
function sameSpaces(expected: string, got: string): Comparison {
	const left = new TokenCursor(expected);
	const right = new TokenCursor(got);
	for (let more = true; more; ) {
		const leftSpace = left.end;
		const rightSpace = right.end;
		more = left.next();
		right.next();
		for (let offset = 0; offset <= left.start - leftSpace; offset++) {
			const wanted = offset < left.start - leftSpace ? expected.charCodeAt(leftSpace + offset) : -1;
			const given = rightSpace + offset < got.length ? got.charCodeAt(rightSpace + offset) : -1;
			if (wanted !== (isSpace(given) ? given : -1)) return differs(`line ${lineAt(got, rightSpace + offset)}: the white space differs`);
		}
	}
	return equal;
}

/**
 * The default output validator of ICPC problem packages: tokens, case-insensitive
 * and without regard to white space unless the flags say otherwise. With a float
 * flag, a number in the expected output asks for a number within a tolerance.
 */
export const icpc: Comparator = (expected, got, options) => {
	const flags = parseIcpcFlags(options.flags ?? '');
	const result = compareTokens(expected, got, tokenRule(flags));
	return result.equal && flags.spaceChangeSensitive ? sameSpaces(expected, got) : result;
};
