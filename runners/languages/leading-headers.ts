import { blankLiterals } from './blank-literals.ts';

/** Which lines of a program of C or C++ belong to its head. */
export interface Head {
	/** Matches a line with its end, at an exact position: nothing, an `#include` with the name of the header as its group, or what else may stand there. */
	readonly line: RegExp;
	/** The headers that do. */
	readonly header: RegExp;
}

/** A comment that it is in goes on behind it, and so would a directive. */
const continuedLine = /\\[^\S\n]*\n/;

/** The headers that a program includes before it says anything else, and where the last of them ends. */
export function leadingHeaders(code: string, { line, header }: Head): { readonly headers: readonly string[]; readonly end: number } {
	const [head = ''] = code.split(continuedLine, 1);
	const text = blankLiterals(head);
	const lines = new RegExp(line, 'y');
	const headers: string[] = [];
	let end = 0;
	for (let match = lines.exec(text); match !== null && match[0] !== ''; match = lines.exec(text)) {
		const [, name] = match;
		if (name === undefined) continue;
		// A comment that begins in a directive may take the next line into it.
		if (!header.test(name) || head.slice(match.index, lines.lastIndex).includes('/*')) break;
		headers.push(name);
		end = lines.lastIndex;
	}
	return { headers, end };
}
