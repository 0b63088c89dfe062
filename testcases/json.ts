/**
 * JSON with whole numbers of any size. A double holds integers exactly only up to
 * 2^53; one beyond that becomes `{"$int": "digits"}`, so that neither an argument nor
 * an expected value is rounded on its way. Everything else is as `JSON.parse` gives it.
 *
 * @example parseExact('[1, 12345678901234567890]') // [1, { $int: '12345678901234567890' }]
 */
export function parseExact(text: string): unknown {
	return JSON.parse(manyDigits.test(text) ? markLargeIntegers(text) : text);
}

const manyDigits = /\d{16}/;
const integer = /^-?[1-9]\d{15,}$/;
const quote = 0x22;
const backslash = 0x5c;

/** The text with each large integer outside of strings as an object; a walk, since a reviver is asked about every value there is. */
function markLargeIntegers(text: string): string {
	let marked = '';
	let taken = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) at = endOfString(text, at);
		if (!isOfNumber(code)) continue;
		const start = at;
		while (isOfNumber(text.charCodeAt(at + 1))) at++;
		if (at - start < 15) continue;
		const digits = text.slice(start, at + 1);
		if (!integer.test(digits) || Number.isSafeInteger(Number(digits))) continue;
		marked += `${text.slice(taken, start)}{"$int":"${digits}"}`;
		taken = at + 1;
	}
	return taken === 0 ? text : marked + text.slice(taken);
}

/** Digits, signs, points and exponents. */
const isOfNumber = (code: number) =>
	(code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2b || code === 0x2e || code === 0x65 || code === 0x45;

/** The offset of the closing quote, or of the text's end. */
function endOfString(text: string, start: number): number {
	let at = start + 1;
	while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1;
	return at;
}
