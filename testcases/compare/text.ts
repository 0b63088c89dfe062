/** White space of C's `isspace`: blank, tab, line feed, vertical tab, form feed, carriage return. */
export function isSpace(code: number): boolean {
	return code === 32 || (code >= 9 && code <= 13);
}

/** The offset behind the last character in a span that is not white space; a loop, since a regular expression is quadratic here. */
export function contentEnd(text: string, from: number, to: number): number {
	let end = to;
	while (end > from && isSpace(text.charCodeAt(end - 1))) end--;
	return end;
}

/** Whether two spans hold the same characters. */
export function sameSpan(left: string, leftFrom: number, leftTo: number, right: string, rightFrom: number, rightTo: number): boolean {
	const length = leftTo - leftFrom;
	if (length !== rightTo - rightFrom) return false;
	for (let offset = 0; offset < length; offset++) {
		if (left.charCodeAt(leftFrom + offset) !== right.charCodeAt(rightFrom + offset)) return false;
	}
	return true;
}

/** The number of the line, from 1, that holds the character at `offset`. */
export function lineAt(text: string, offset: number): number {
	let line = 1;
	const end = Math.min(offset, text.length);
	for (let at = 0; at < end; at++) if (text.charCodeAt(at) === 10) line++;
	return line;
}

/** Walks over the white-space separated tokens of a text without copying them. */
export class TokenCursor {
	readonly text: string;
	start = 0;
	end = 0;

	constructor(text: string) {
		this.text = text;
	}

	/** Moves to the next token; false at the end of the text. */
	next(): boolean {
		const { text } = this;
		let at = this.end;
		while (at < text.length && isSpace(text.charCodeAt(at))) at++;
		this.start = at;
		while (at < text.length && !isSpace(text.charCodeAt(at))) at++;
		this.end = at;
		return this.end > this.start;
	}

	token(): string {
		return this.text.slice(this.start, this.end);
	}

	/** Whether both cursors stand on the same characters. */
	matches(other: TokenCursor): boolean {
		return sameSpan(this.text, this.start, this.end, other.text, other.start, other.end);
	}
}
