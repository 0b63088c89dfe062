export interface JsonFault {
	readonly message: string;
	/** From 0, in UTF-16 units. */
	readonly position: number;
	/** From 1. */
	readonly line: number;
	/** From 1. */
	readonly column: number;
}

/**
 * Where a text stops being JSON. The engine's own messages name no position for
 * most faults and quote the text, which may be a program; this reads tokens until
 * one does not fit. Only called on text that `JSON.parse` refused.
 */
export function locateJsonError(text: string): JsonFault {
	const stack: ('array' | 'object')[] = [];
	let expected: Expected = 'value';
	let at = 0;
	for (;;) {
		at = skipSpace(text, at);
		if (at >= text.length) return fault(text, at, 'the text ends too early');
		const token = tokenAt(text, at);
		if (token === undefined) return fault(text, at, text[at] === '"' ? 'bad string' : 'unexpected character');
		const next = advance(expected, token, stack);
		if (next === undefined) return fault(text, at, `expected ${words[expected]}`);
		expected = next;
		at += token.length;
	}
}

type Expected = 'value' | 'first' | 'key' | 'firstKey' | 'colon' | 'more' | 'end';

const words: Record<Expected, string> = {
	value: 'a value',
	first: 'a value or "]"',
	key: 'a name in double quotes',
	firstKey: 'a name in double quotes or "}"',
	colon: '":"',
	more: '"," or the closing bracket',
	end: 'nothing more',
};

const space = /[ \t\n\r]*/y;
const tokens = /[[\]{}:,]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** From the blank on, since JSON forbids control characters inside strings; neither the quote nor the backslash. */
const strings = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

function skipSpace(text: string, at: number): number {
	space.lastIndex = at;
	space.test(text);
	return space.lastIndex;
}

function tokenAt(text: string, at: number): string | undefined {
	const pattern = text[at] === '"' ? strings : tokens;
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
}

/** What may follow the token, or undefined when the token may not stand here. */
function advance(expected: Expected, token: string, stack: ('array' | 'object')[]): Expected | undefined {
	const after = (): Expected => (stack.length === 0 ? 'end' : 'more');
	const top = stack.at(-1);
	if (token === ']' || token === '}') {
		const kind = token === ']' ? 'array' : 'object';
		if (top !== kind || !['more', kind === 'array' ? 'first' : 'firstKey'].includes(expected)) return undefined;
		stack.pop();
		return after();
	}
	if (expected === 'colon') return token === ':' ? 'value' : undefined;
	if (expected === 'more') return token === ',' ? (top === 'array' ? 'value' : 'key') : undefined;
	if (expected === 'end' || token === ':' || token === ',') return undefined;
	if (expected === 'key' || expected === 'firstKey') return token.startsWith('"') ? 'colon' : undefined;
	if (token === '[' || token === '{') {
		stack.push(token === '[' ? 'array' : 'object');
		return token === '[' ? 'first' : 'firstKey';
	}
	return after();
}

function fault(text: string, position: number, message: string): JsonFault {
	const before = text.slice(0, position);
	const lineStart = before.lastIndexOf('\n') + 1;
	return { message, position, line: before.split('\n').length, column: position - lineStart + 1 };
}
