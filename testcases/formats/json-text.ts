import { RecordError } from './contract.ts';

/** What a number is in JSON data that was read with `parseData`. */
const bigInteger = /^-?\d+$/;

/**
 * Parses JSON inside a record. Integers that a double cannot hold are refused,
 * since a test with a rounded argument would judge wrongly and silently.
 */
export function parseData(text: string, what: string): unknown {
	return parse(text, what, (_key, value, context) => {
		if (typeof value === 'number' && !Number.isSafeInteger(value) && bigInteger.test(context?.source ?? '')) {
			throw new RecordError(`${what}: integer ${String(context?.source).slice(0, 24)} is too large for JSON data`);
		}
		return value;
	});
}

/** Parses JSON inside a record whose numbers do not matter. */
export function parseText(text: string, what: string): unknown {
	return parse(text, what, undefined);
}

type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

function parse(text: string, what: string, reviver: Reviver | undefined): unknown {
	try {
		return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
	} catch (error) {
		if (error instanceof RecordError) throw error;
		throw new RecordError(`${what}: not valid JSON`);
	}
}
