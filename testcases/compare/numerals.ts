/**
 * What counts as a number in an output: a plain decimal numeral with optional
 * sign, point and exponent, or `nan`, `inf`, `infinity` in any case. Hexadecimal,
 * digit groups ("1_000", which Python's float() takes) and digits of other
 * scripts are text, and text is equal only to itself.
 */
const numeral = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,18}))?$/;
const special = /^([+-]?)(nan|inf(?:inity)?)$/i;

/** A decimal number without rounding: ±0.digits × 10^exponent; `digits` has no zeros at either end and is empty for 0. */
export interface Decimal {
	readonly negative: boolean;
	readonly digits: string;
	readonly exponent: bigint;
}

export type Numeral = Decimal | 'nan' | 'inf' | '-inf';

/** Reads a numeral exactly, or gives null when the text is none. */
export function parseNumeral(text: string): Numeral | null {
	const match = numeral.exec(text);
	if (match === null) return parseSpecial(text);
	const whole = match[2] ?? '';
	const fraction = match[3] ?? match[4] ?? '';
	const digits = whole + fraction;
	let start = 0;
	while (start < digits.length && digits.charCodeAt(start) === 48) start++;
	let end = digits.length;
	while (end > start && digits.charCodeAt(end - 1) === 48) end--;
	if (start === end) return { negative: false, digits: '', exponent: 0n };
	const exponent = BigInt(match[5] ?? 0) + BigInt(whole.length - start);
	return { negative: match[1] === '-', digits: digits.slice(start, end), exponent };
}

function parseSpecial(text: string): Numeral | null {
	if (text.length > 9) return null;
	const match = special.exec(text);
	if (match === null) return null;
	if (match[2]?.toLowerCase() === 'nan') return 'nan';
	return match[1] === '-' ? '-inf' : 'inf';
}

/** Equality of value, exact at any length: 1.0 is 1.00, and 10^30 is not 10^30 + 1. `nan` equals nothing. */
export function sameNumeral(left: Numeral, right: Numeral): boolean {
	if (typeof left === 'string' || typeof right === 'string') return left === right && left !== 'nan';
	return left.negative === right.negative && left.exponent === right.exponent && left.digits === right.digits;
}

export interface Tolerance {
	readonly relative: number;
	readonly absolute: number;
	/** `either`: one bound suffices (ICPC). `sum`: the bounds add up (numpy's allclose). */
	readonly bounds: 'either' | 'sum';
}

/** Whether two numerals are within the tolerance of the expected one. Values too large for a double must be equal exactly. */
export function closeNumerals(expected: string, got: string, tolerance: Tolerance): boolean {
	const left = parseNumeral(expected);
	const right = parseNumeral(got);
	if (left === null || right === null) return false;
	if (left === 'nan' || right === 'nan') return left === right;
	if (sameNumeral(left, right)) return true;
	if (typeof left === 'string' || typeof right === 'string') return false;
	return closeNumbers(Number(expected), Number(got), tolerance);
}

/** The same for doubles; an infinite value is never near another one. */
export function closeNumbers(expected: number, got: number, tolerance: Tolerance): boolean {
	if (expected === got) return Number.isFinite(expected);
	if (!Number.isFinite(expected) || !Number.isFinite(got)) return false;
	const difference = Math.abs(expected - got);
	const relative = tolerance.relative * Math.abs(expected);
	if (tolerance.bounds === 'sum') return difference <= tolerance.absolute + relative;
	return difference <= tolerance.absolute || difference <= relative;
}
