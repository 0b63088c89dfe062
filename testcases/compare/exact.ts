import { type Comparator, differs, equal, quote } from './contract.ts';
import { lineAt } from './text.ts';

function withoutLastLineFeeds(text: string): string {
	let end = text.length;
	while (end > 0 && text.charCodeAt(end - 1) === 10) end--;
	return text.slice(0, end);
}

/** Character for character, but for line feeds at the very end (the rule of verl's sandbox_fusion: `rstrip("\n")` on both sides). */
export const exact: Comparator = (expected, got) => {
	if (expected === got) return equal;
	const wanted = withoutLastLineFeeds(expected);
	const given = withoutLastLineFeeds(got);
	if (wanted === given) return equal;
	let at = 0;
	while (at < wanted.length && wanted.charCodeAt(at) === given.charCodeAt(at)) at++;
	const column = at - given.lastIndexOf('\n', at - 1);
	const excerpt = (text: string) => (at < text.length ? quote(text.slice(at, at + 40)) : 'the end');
	return differs(`line ${lineAt(given, at)}, column ${column}: expected ${excerpt(wanted)}, got ${excerpt(given)}`);
};
