import { RecordError } from './contract.ts';
import { parseData } from './json-text.ts';

const token =
	/\s*(?:([[\]{}(),:])|(True|False|None)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|'([^'\\\n]*(?:\\[\s\S][^'\\\n]*)*)'|"([^"\\\n]*(?:\\[\s\S][^"\\\n]*)*)")/y;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '', '\\': '\\', "'": "'", '"': '"', '0': '\0' };
const words: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };

/** JSON, or else what Python's `repr` makes of such data: it is rewritten into JSON, token by token, and nothing is evaluated. */
export function parseLiteral(text: string, what: string): unknown {
	const json = text.trimStart();
	if (!json.startsWith('{') && !json.startsWith('[')) throw new RecordError(`${what}: neither JSON nor a literal of Python`);
	try {
		return parseData(text, what);
	} catch (error) {
		if (!(error instanceof RecordError) || !error.message.endsWith('not valid JSON')) throw error;
	}
	return parseData(toJson(text.trimEnd(), what), what);
}

function toJson(text: string, what: string): string {
	const parts: string[] = [];
	token.lastIndex = 0;
	while (token.lastIndex < text.length) {
		const at = token.lastIndex;
		const match = token.exec(text);
		if (match === null) throw new RecordError(`${what}: neither JSON nor a literal of Python (character ${at})`);
		const [, sign, word, number, single, double] = match;
		if (sign === ']' || sign === '}' || sign === ')') dropComma(parts);
		parts.push(
			sign?.replace('(', '[').replace(')', ']') ?? words[word ?? ''] ?? number ?? JSON.stringify(unescaped(single ?? double ?? '', what)),
		);
	}
	return parts.join('');
}

/** `(1,)` has one. */
function dropComma(parts: string[]): void {
	if (parts.at(-1) === ',') parts.pop();
}

function unescaped(text: string, what: string): string {
	return text.replace(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g, (_all, x, u, long, plain) => {
		const code = x ?? u ?? long;
		if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
		const sign = escapes[plain];
		if (sign === undefined) throw new RecordError(`${what}: the escape \\${plain} is not known`);
		return sign;
	});
}
