/**
 * The text of a C, C++ or Java program with comments and the contents of string and
 * character literals replaced by spaces: same length, same lines, so that a
 * position in one is a position in the other. Linear in the length of the text.
 */
export function blankLiterals(code: string): string {
	let out = '';
	let at = 0;
	while (at < code.length) {
		literalStart.lastIndex = at;
		const match = literalStart.exec(code);
		if (match === null) break;
		const start = match[0];
		const end = start[0] !== undefined && isDigit(start[0]) ? match.index + start.length : literalEnd(code, match.index, match);
		const literal = code.slice(match.index, end);
		out += code.slice(at, match.index) + (isDigit(literal.charAt(0)) ? literal : blank(literal));
		at = end;
	}
	return out + code.slice(at);
}

/** Numbers are named so that the quotes of `1'000'000` start nothing. */
const literalStart = /\/\/|\/\*|\bR"([^()\\\s"]{0,16})\(|"""|"|'|\b\d[\w.]*(?:'\w+)*/g;

const isDigit = (character: string) => character >= '0' && character <= '9';
const blank = (literal: string) => literal.replace(/[^\n]/g, ' ');

function literalEnd(code: string, start: number, match: RegExpExecArray): number {
	const opening = match[0];
	const body = start + opening.length;
	if (opening === '//') return after(code, '\n', body) - (code.includes('\n', body) ? 1 : 0);
	if (opening === '/*') return after(code, '*/', body);
	if (opening.startsWith('R"')) return after(code, `)${match[1] ?? ''}"`, body);
	for (let at = body; at < code.length; at++) {
		if (code[at] === '\\') at++;
		else if (code.startsWith(opening, at)) return at + opening.length;
		else if (code[at] === '\n' && opening.length === 1) return at;
	}
	return code.length;
}

/** The position behind the next `text`, or the end. */
function after(code: string, text: string, from: number): number {
	const found = code.indexOf(text, from);
	return found < 0 ? code.length : found + text.length;
}
