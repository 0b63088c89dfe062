import { parseExact } from '../../testcases/json.ts';
import { AssayError } from '../errors.ts';
import { locateJsonError } from './json-position.ts';

/** Deeper nesting than any real suite has; keeps recursive code downstream off the end of the stack. */
export const maxJsonDepth = 200;
/** Arrays, objects and commas in one document; keeps a small body from becoming gigabytes of empty objects. */
export const maxJsonNodes = 5_000_000;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Parses JSON from outside: UTF-8, with limits on depth and on the number of
 * values that are checked before anything is allocated; whole numbers that a double
 * cannot hold are as `parseExact` gives them. Throws `AssayError`
 * `invalid_json` with the line and column of the fault; the message never quotes
 * the text.
 */
export function parseJson(bytes: Uint8Array): unknown {
	guardStructure(bytes);
	const text = decodeUtf8(bytes);
	try {
		return parseExact(text);
	} catch {
		const fault = locateJsonError(text);
		throw new AssayError('invalid_json', `${fault.message} at line ${fault.line}, column ${fault.column} (position ${fault.position})`, {
			hint: 'JSON has no NaN, Infinity, comments, single quotes or trailing commas.',
		});
	}
}

function decodeUtf8(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new AssayError('invalid_json', 'the text is not valid UTF-8', { cause });
	}
}

/** Throws `invalid_json` for what is nested too deeply or has too many values, before anything is allocated for it. */
export function guardStructure(bytes: Uint8Array, mostDepth = maxJsonDepth): void {
	let depth = 0;
	let nodes = 0;
	for (let at = 0; at < bytes.length; at += 1) {
		switch (bytes[at]) {
			case quote:
				at = endOfString(bytes, at);
				break;
			case 0x5b: // [
			case 0x7b: // {
				nodes += 1;
				depth += 1;
				if (depth > mostDepth) throw new AssayError('invalid_json', `nested deeper than ${mostDepth} levels at position ${at}`);
				break;
			case 0x5d: // ]
			case 0x7d: // }
				depth -= 1;
				break;
			case 0x2c: // ,
				nodes += 1;
				break;
		}
		if (nodes > maxJsonNodes) throw new AssayError('invalid_json', `more than ${maxJsonNodes} values in one document`);
	}
}

/** The index of the closing quote, or the end of the text when there is none. */
function endOfString(bytes: Uint8Array, start: number): number {
	let end = start;
	for (;;) {
		end = bytes.indexOf(quote, end + 1);
		if (end < 0) return bytes.length;
		let slashes = 0;
		while (bytes[end - 1 - slashes] === backslash) slashes += 1;
		if (slashes % 2 === 0) return end;
	}
}
