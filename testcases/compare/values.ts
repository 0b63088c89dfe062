import type { Compare } from '../schema.ts';
import { type Comparison, differs, equal, quote } from './contract.ts';
import { toleranceOf } from './float.ts';
import { closeNumbers, type Tolerance } from './numerals.ts';

/**
 * Compares what a `call` test returned with what it should return, both as JSON
 * data. Lists and tuples are arrays by then, 1 equals 1.0, and whole numbers that
 * `parseExact` kept as they are equal what has their value exactly. Strings are equal
 * character for character, objects key for key in any order. NaN equals NaN,
 * since a suite that expects NaN has no other right answer. `float` gives numbers
 * its tolerance; `livecodebench` and `apps` take true for 1 and false for 0, as
 * Python's `==` does; `apps` also takes the first element of an expected list.
 */
export function compareValues(expected: unknown, got: unknown, options?: Compare): Comparison {
	const rule: Rule = {
		tolerance: options?.method === 'float' ? toleranceOf(options) : null,
		booleansAreNumbers: options?.method === 'livecodebench' || options?.method === 'apps',
	};
	const result = compareDeep(expected, got, rule);
	if (!result.equal && options?.method === 'apps' && Array.isArray(expected) && expected.length > 0) {
		if (compareDeep(expected[0], got, rule).equal) return equal;
	}
	return result;
}

interface Rule {
	readonly tolerance: Tolerance | null;
	readonly booleansAreNumbers: boolean;
}

/** Where a pair of values lies, as a chain from the root, so that no text is built for values that are equal. */
interface Place {
	readonly parent: Place | null;
	readonly key: string | number;
}

interface Pair {
	readonly expected: unknown;
	readonly got: unknown;
	readonly place: Place | null;
}

/** A stack of its own, so that nesting of any depth is only memory. */
function compareDeep(expected: unknown, got: unknown, rule: Rule): Comparison {
	const stack: Pair[] = [{ expected, got, place: null }];
	for (let pair = stack.pop(); pair !== undefined; pair = stack.pop()) {
		const problem = step(pair, stack, rule);
		if (problem !== null) return differs(`${path(pair.place)}${problem}`);
	}
	return equal;
}

/** Compares one pair, pushes its children (the first on top), and gives the difference in words or null. */
function step({ expected, got, place }: Pair, stack: Pair[], rule: Rule): string | null {
	const [wanted, given] = [largeInteger(expected), largeInteger(got)];
	if (wanted !== undefined || given !== undefined) {
		const same = sameLarge(wanted ?? digitsOf(expected), given ?? digitsOf(got), rule);
		return same ? null : `expected ${describe(expected)}, got ${describe(got)}`;
	}
	if (Array.isArray(expected)) {
		if (!Array.isArray(got)) return `expected a list, got ${describe(got)}`;
		if (expected.length !== got.length) return `expected a list of ${expected.length}, got one of ${got.length}`;
		for (let key = expected.length - 1; key >= 0; key--)
			stack.push({ expected: expected[key], got: got[key], place: { parent: place, key } });
		return null;
	}
	if (isObject(expected)) {
		if (!isObject(got)) return `expected an object, got ${describe(got)}`;
		const keys = Object.keys(expected);
		const extra = Object.keys(got).find((key) => !Object.hasOwn(expected, key));
		if (extra !== undefined) return `unexpected key ${quote(extra)}`;
		for (const key of keys.reverse()) {
			if (!Object.hasOwn(got, key)) return `missing key ${quote(key)}`;
			stack.push({ expected: expected[key], got: got[key], place: { parent: place, key } });
		}
		return null;
	}
	return sameScalar(expected, got, rule) ? null : `expected ${describe(expected)}, got ${describe(got)}`;
}

function sameScalar(expected: unknown, got: unknown, rule: Rule): boolean {
	const left = rule.booleansAreNumbers && typeof expected === 'boolean' ? Number(expected) : expected;
	const right = rule.booleansAreNumbers && typeof got === 'boolean' ? Number(got) : got;
	if (left === right || Object.is(left, right)) return true;
	if (typeof left !== 'number' || typeof right !== 'number') return false;
	return rule.tolerance !== null && closeNumbers(left, right, rule.tolerance);
}

/** The digits of a whole number that a double cannot hold. */
function largeInteger(value: unknown): string | undefined {
	return isObject(value) && typeof value.$int === 'string' && Object.keys(value).length === 1 ? value.$int : undefined;
}

/** Compared as texts, since a program's digits may be a million. */
function sameLarge(wanted: string | undefined, given: string | undefined, { tolerance }: Rule): boolean {
	if (wanted === undefined || given === undefined) return false;
	return wanted === given || (tolerance !== null && closeNumbers(Number(wanted), Number(given), tolerance));
}

/** A double in full. */
function digitsOf(value: unknown): string | undefined {
	if (typeof value !== 'number') return undefined;
	return Number.isInteger(value) ? String(BigInt(value)) : String(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
	if (Array.isArray(value)) return `a list of ${value.length}`;
	const digits = largeInteger(value);
	if (digits !== undefined) return digits.slice(0, 32);
	if (isObject(value)) return 'an object';
	return typeof value === 'string' ? quote(value) : String(value).slice(0, 32);
}

const shownKeys = 4;

function path(place: Place | null): string {
	const keys: string[] = [];
	for (let at = place; at !== null; at = at.parent) {
		if (keys.length === shownKeys) return `at ...${keys.reverse().join('')}: `;
		keys.push(typeof at.key === 'number' ? `[${at.key}]` : `[${JSON.stringify(at.key.slice(0, 16))}]`);
	}
	return keys.length === 0 ? '' : `at ${keys.reverse().join('')}: `;
}
