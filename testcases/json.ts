/**
 * JSON with whole numbers of any size. A double holds integers exactly only up to
 * 2^53; one beyond that becomes `{"$int": "digits"}`, so that neither an argument nor
 * an expected value is rounded on its way. Everything else is as `JSON.parse` gives it.
 *
 * @example parseExact('[1, 12345678901234567890]') // [1, { $int: '12345678901234567890' }]
 */
export function parseExact(text: string): unknown {
	return manyDigits.test(text) ? JSON.parse(text, keepLargeIntegers) : JSON.parse(text);
}

const manyDigits = /\d{16}/;
const integer = /^-?\d+$/;

function keepLargeIntegers(_key: string, value: unknown, context?: { source?: string }): unknown {
	const source = context?.source;
	if (typeof value !== 'number' || source === undefined || Number.isSafeInteger(value) || !integer.test(source)) return value;
	return { $int: source.replace(/^-0+$/, '0') };
}
