import { type Comparator, differs, equal, quotePair } from './contract.ts';
import { contentEnd, sameSpan } from './text.ts';

/**
 * Line for line; white space at the end of a line and blank lines at the end of
 * the output do not count. Blanks at the start of a line and blank lines between
 * others do. The default of `stdio` tests.
 */
export const lines: Comparator = (expected, got) => {
	if (expected === got) return equal;
	const expectedEnd = contentEnd(expected, 0, expected.length);
	const gotEnd = contentEnd(got, 0, got.length);
	let left = 0;
	let right = 0;
	for (let line = 1; left < expectedEnd || right < gotEnd; line++) {
		const leftEnd = lineEnd(expected, left, expectedEnd);
		const rightEnd = lineEnd(got, right, gotEnd);
		const leftContent = contentEnd(expected, left, leftEnd);
		const rightContent = contentEnd(got, right, rightEnd);
		if (left >= expectedEnd || right >= gotEnd || !sameSpan(expected, left, leftContent, got, right, rightContent)) {
			const wanted = left < expectedEnd ? expected.slice(left, leftContent) : null;
			return differs(`line ${line}: ${quotePair(wanted, right < gotEnd ? got.slice(right, rightContent) : null)}`);
		}
		left = leftEnd + 1;
		right = rightEnd + 1;
	}
	return equal;
};

function lineEnd(text: string, start: number, end: number): number {
	if (start >= end) return start;
	if (text.charCodeAt(start) === 10) return start;
	const feed = text.indexOf('\n', start);
	return feed === -1 || feed > end ? end : feed;
}
