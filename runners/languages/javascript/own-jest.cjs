'use strict';
/*
 * As much of Jest, and of Mocha's `describe` and `it`, as test code takes. What is not here
 * throws `NotOffered`, by which a test is known to have no verdict.
 */
const { inspect, isDeepStrictEqual } = globalThis.process.getBuiltinModule('node:util');

class NotOffered extends Error {}

const refusing = (what, offered) =>
	new Proxy(offered, {
		get(target, key) {
			if (key in target || typeof key === 'symbol' || key === 'then') return target[key];
			throw new NotOffered(`${what}.${key} is not offered`);
		},
	});

/** Without members that are undefined, which `toEqual` takes for missing. */
function loose(value) {
	if (Array.isArray(value)) return Array.from(value, loose);
	if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
	return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, loose(inner)]])));
}

const equal = (left, right) => isDeepStrictEqual(loose(left), loose(right));

function hasAll(value, part) {
	if (typeof part !== 'object' || part === null || typeof value !== 'object' || value === null) return equal(value, part);
	if (Array.isArray(part) && (!Array.isArray(value) || value.length !== part.length)) return false;
	return Object.keys(part).every((key) => key in value && hasAll(value[key], part[key]));
}

function hasProperty(value, path, ...expected) {
	const keys = Array.isArray(path) ? path : String(path).split('.');
	let inner = value;
	for (const key of keys) {
		if (inner === undefined || inner === null || !(key in Object(inner))) return false;
		inner = inner[key];
	}
	return expected.length === 0 || equal(inner, expected[0]);
}

function isExpected(error, expected) {
	const message = String(error?.message ?? error);
	if (expected === undefined) return true;
	if (typeof expected === 'string') return message.includes(expected);
	if (expected instanceof RegExp) return expected.test(message);
	if (typeof expected === 'function') return error instanceof expected;
	return message === expected.message;
}

/** `settled`: what was thrown already, by a promise. */
function throws(value, settled, expected) {
	if (settled) return isExpected(value, expected);
	try {
		value();
	} catch (error) {
		return isExpected(error, expected);
	}
	return false;
}

const items = (value) => (typeof value === 'string' ? value : [...value]);
const matchers = {
	__proto__: null,
	toBe: Object.is,
	toEqual: equal,
	toStrictEqual: isDeepStrictEqual,
	toBeCloseTo: (value, expected, digits = 2) => value === expected || Math.abs(value - expected) < 10 ** -digits / 2,
	toBeTruthy: Boolean,
	toBeFalsy: (value) => !value,
	toBeNull: (value) => value === null,
	toBeUndefined: (value) => value === undefined,
	toBeDefined: (value) => value !== undefined,
	toBeNaN: Number.isNaN,
	toBeGreaterThan: (value, other) => value > other,
	toBeGreaterThanOrEqual: (value, other) => value >= other,
	toBeLessThan: (value, other) => value < other,
	toBeLessThanOrEqual: (value, other) => value <= other,
	toBeInstanceOf: (value, kind) => value instanceof kind,
	toContain: (value, item) => items(value).includes(item),
	toContainEqual: (value, item) => items(value).some((one) => equal(one, item)),
	toHaveLength: (value, length) => value.length === length,
	toHaveProperty: hasProperty,
	toMatch: (value, pattern) => (typeof pattern === 'string' ? value.includes(pattern) : pattern.test(value)),
	toMatchObject: hasAll,
};

/** What can be said of a value, or of what a promise gave. */
function claims(value, { not = false, settled = false } = {}) {
	const claim =
		(name, holds) =>
		(...expected) => {
			if (Boolean(holds(value, ...expected)) === not)
				throw new Error(`expect(${inspect(value)})${not ? '.not' : ''}.${name}(${expected.map((one) => inspect(one)).join(', ')})`);
		};
	const fails = (name) => claim(name, (thrown, expected) => throws(thrown, settled, expected));
	const all = Object.fromEntries(Object.entries(matchers).map(([name, holds]) => [name, claim(name, holds)]));
	return refusing('expect', { ...all, toThrow: fails('toThrow'), toThrowError: fails('toThrowError') });
}

/** The same claims about what a promise gives, or is rejected with. */
const later = (promised) =>
	new Proxy(
		{},
		{
			get: (_target, key) =>
				key === 'not'
					? later(async () => ({ ...(await promised()), not: true }))
					: async (...expected) => {
							const { value, not } = await promised();
							return claims(value, { not, settled: true })[key](...expected);
						},
		},
	);

function expectIn(value) {
	const rejected = async () => {
		const thrown = await Promise.resolve(typeof value === 'function' ? value() : value).then(
			() => undefined,
			(error) => ({ value: error }),
		);
		if (thrown === undefined) throw new Error('expect: a promise was not rejected');
		return thrown;
	};
	const own = claims(value);
	return new Proxy(own, {
		get(_target, key) {
			if (key === 'not') return claims(value, { not: true });
			if (key === 'resolves') return later(async () => ({ value: await value }));
			return key === 'rejects' ? later(rejected) : own[key];
		},
	});
}

/** The globals that a test text finds, and what then runs the tests that it has named, one after the other. */
function openJest() {
	const tests = [];
	let group = { hooks: {} };
	const hook = (kind) => (body) => {
		group.hooks[kind] = [...(group.hooks[kind] ?? []), body];
	};
	const rowsOf = (define) => (table) => (name, body) => {
		for (const row of table) define(name, () => body(...(Array.isArray(row) ? row : [row])));
	};
	const describe = (_name, body) => {
		const outer = group;
		group = { hooks: {}, outer };
		body();
		group = outer;
	};
	const test = (_name, body) => {
		tests.push({ body, within: group });
	};
	const within = (inner) => (inner === undefined ? [] : [...within(inner.outer), inner]);
	const each = async (groups, kind) => {
		for (const { hooks } of groups) for (const body of hooks[kind] ?? []) await called(body);
	};
	const begun = new Set();
	const run = async () => {
		for (const { body, within: own } of tests) {
			const groups = within(own);
			await each(
				groups.filter((one) => !begun.has(one)),
				'beforeAll',
			);
			for (const one of groups) begun.add(one);
			await each(groups, 'beforeEach');
			await called(body);
			await each(groups.toReversed(), 'afterEach');
		}
		await each(begun, 'afterAll');
	};
	const [suites, cases] = [describe, test].map((define) => refusing(define.name, Object.assign(define, { each: rowsOf(define) })));
	const hooks = { beforeAll: hook('beforeAll'), beforeEach: hook('beforeEach'), afterEach: hook('afterEach'), afterAll: hook('afterAll') };
	const expect = refusing('expect', expectIn);
	return { globals: { __proto__: null, describe: suites, it: cases, test: cases, expect, ...hooks }, run };
}

/** A function that takes an argument says by it that it has come to its end. */
async function called(body) {
	if (body.length === 0) return await body();
	await new Promise((resolve, reject) => {
		body((error) => (error === undefined || error === null ? resolve() : reject(error)));
	});
}

/** Whether a text names tests as for Jest. */
const isForJest = (text) => /\b(?:describe|it|test)\b[^\n]*\(\s*["'`][^\n]*(?:=>|\bfunction\b)/.test(text);

module.exports = { NotOffered, isForJest, openJest };
