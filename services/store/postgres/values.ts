import { types } from 'pg';
import { AssayError } from '../../errors.ts';

/**
 * How values cross. The text of PostgreSQL holds no NUL, and names that clients choose may.
 * So U+0000 and U+0001 are written as two characters each, in an order that keeps the order
 * of the names. JSON never holds them as such.
 */

export type Value = string | number | Buffer | Date | null | readonly (string | number)[];

/** A value as a parameter of a statement. */
export function toParameter(value: Value): unknown {
	if (typeof value === 'string') return escapeName(value);
	if (Array.isArray(value)) return value.map((one: string | number) => (typeof one === 'string' ? escapeName(one) : one));
	return value;
}

/** How a column of a type is read: counts as exact numbers, points in time in RFC 3339, JSON as its text. */
export const columnTypes = {
	getTypeParser(type: number, format?: 'text' | 'binary') {
		const parse = parsers.get(type);
		return parse ?? types.getTypeParser(type, format);
	},
};

const { TEXT, INT8, TIMESTAMPTZ, JSON: json } = types.builtins;
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
	[TEXT, unescapeName],
	[INT8, exactNumber],
	[TIMESTAMPTZ, (text) => new Date(text).toISOString()],
	[json, (text) => text],
]);

/** The mark first, so that those which stand for something else are not taken for it. */
function escapeName(name: string): string {
	return name.replaceAll('\x01', '\x01\x02').replaceAll('\0', '\x01\x01');
}

/** The other way round: a run of marks begins with whole pairs. */
function unescapeName(text: string): string {
	return text.replaceAll('\x01\x01', '\0').replaceAll('\x01\x02', '\x01');
}

function exactNumber(text: string): number {
	const number = Number(text);
	if (Number.isSafeInteger(number)) return number;
	throw new AssayError('internal_error', `the count ${text} is larger than can be told exactly`);
}
