/**
 * The logical lines of Python source, found by a small tokenizer: it knows
 * strings (all quotes and prefixes), comments, brackets, backslash continuation
 * and semicolons, and nothing of the grammar. What it is not sure about, it
 * refuses by giving null.
 */
export interface LogicalLine {
	/** Offset of the first character of its first physical line. */
	readonly start: number;
	/** Offset behind its last line feed. */
	readonly end: number;
	/** Blanks before the first token. */
	readonly indent: number;
	readonly tokens: readonly Token[];
}

export interface Token {
	readonly kind: 'name' | 'string' | 'operator';
	readonly text: string;
	readonly start: number;
	readonly end: number;
	/** How many brackets are open around it. */
	readonly depth: number;
}

const wordCharacter = /[A-Za-z0-9_\u0080-\uffff]/;
const operators = [
	'**=',
	'//=',
	'>>=',
	'<<=',
	'...',
	'==',
	'!=',
	'<=',
	'>=',
	':=',
	'->',
	'+=',
	'-=',
	'*=',
	'/=',
	'%=',
	'&=',
	'|=',
	'^=',
	'@=',
];

/** Null at a tab or form feed in an indent, a lone carriage return, an open string or bracket, or a stray character. */
export function logicalLines(code: string): readonly LogicalLine[] | null {
	const lines: LogicalLine[] = [];
	let at = 0;
	while (at < code.length) {
		const line = readLine(code, at);
		if (line === null) return null;
		if (line.tokens.length > 0) lines.push(line);
		at = line.end;
	}
	return lines;
}

function readLine(code: string, start: number): LogicalLine | null {
	const tokens: Token[] = [];
	let at = start;
	while (code[at] === ' ') at++;
	const indent = at - start;
	let depth = 0;
	while (at < code.length) {
		const character = code[at] ?? '';
		if (character === '\n') {
			at++;
			if (depth === 0) break;
		} else if (character === ' ') at++;
		else if (character === '\t' && tokens.length > 0) at++;
		else if (character === '\r' && code[at + 1] === '\n') at++;
		else if (character === '#') at = endOfLine(code, at);
		else if (character === '\\') {
			const next = code.startsWith('\r\n', at + 1) ? at + 3 : at + 2;
			if (tokens.length === 0 || code[next - 1] !== '\n' || next >= code.length) return null;
			at = next;
		} else {
			const token = readToken(code, at, depth);
			if (token === null) return null;
			if (token.kind === 'operator' && '([{'.includes(token.text)) depth++;
			if (token.kind === 'operator' && ')]}'.includes(token.text)) depth--;
			if (depth < 0) return null;
			tokens.push(token);
			at = token.end;
		}
	}
	return depth === 0 ? { start, end: at, indent, tokens } : null;
}

function endOfLine(code: string, at: number): number {
	const feed = code.indexOf('\n', at);
	return feed === -1 ? code.length : feed;
}

function readToken(code: string, start: number, depth: number): Token | null {
	const character = code[start] ?? '';
	if (character === '"' || character === "'") {
		const end = endOfString(code, start);
		return end === null ? null : { kind: 'string', text: code.slice(start, end), start, end, depth };
	}
	if (wordCharacter.test(character)) {
		let end = start + 1;
		while (end < code.length && wordCharacter.test(code[end] ?? '')) end++;
		return { kind: 'name', text: code.slice(start, end), start, end, depth };
	}
	if (!'()[]{}<>=!+-*/%&|^~@,.:;'.includes(character)) return null;
	const text = operators.find((operator) => code.startsWith(operator, start)) ?? character;
	return { kind: 'operator', text, start, end: start + text.length, depth };
}

function endOfString(code: string, start: number): number | null {
	const quote = code[start] ?? '';
	const triple = code.startsWith(quote.repeat(3), start);
	const closing = triple ? quote.repeat(3) : quote;
	let at = start + closing.length;
	while (at < code.length) {
		if (code[at] === '\\') at += code.startsWith('\r\n', at + 1) ? 3 : 2;
		else if (code.startsWith(closing, at)) return at + closing.length;
		else if (!triple && code[at] === '\n') return null;
		else at++;
	}
	return null;
}
