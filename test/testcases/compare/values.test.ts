import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareValues } from '../../../testcases/compare/values.ts';
import { parseExact } from '../../../testcases/json.ts';

describe('the data of call tests', () => {
	test('any JSON data equals its copy, with the keys in any order', () => {
		fc.assert(
			fc.property(
				fc.jsonValue(),
				(value) => compareValues(value, JSON.parse(JSON.stringify(value))).equal || JSON.stringify(value).includes('-0'),
			),
		);
		expect(compareValues({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual({ equal: true });
	});

	test('comparing is symmetric and never throws', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => compareValues(left, right).equal === compareValues(right, left).equal),
		);
	});

	test.each([
		['1 equals 1.0', 1, 1.0, true],
		['0 equals -0', 0, -0, true],
		['NaN equals NaN', Number.NaN, Number.NaN, true],
		['NaN is no number', Number.NaN, 0, false],
		['a number is not its text', 1, '1', false],
		['true is not 1', true, 1, false],
		['null is not false', null, false, false],
		['an empty list is not an empty object', [], {}, false],
		['no tolerance is given', 0.3, 0.1 + 0.2, false],
		['a list is not its first element', [1], 1, false],
		['a shorter list differs', [1, 2], [1], false],
		['a key too much differs', {}, { a: 1 }, false],
		['a missing key differs', { a: null }, {}, false],
	])('%s', (_what, expected, got, equal) => {
		expect(compareValues(expected, got).equal).toBe(equal);
	});

	test.each([
		['itself', '{"$int":"9007199254740993"}', '9007199254740993', true],
		['not its neighbour', '9007199254740993', '9007199254740992', false],
		['the double of its value', '100000000000000000000', '1e20', true],
		['no double of another value', '9007199254740993', '9007199254740992.0', false],
		['not its text', '9007199254740993', '"9007199254740993"', false],
		['nothing with more to it', '9007199254740993', '{"$int":"9007199254740993","a":1}', false],
	])('a whole number that a double cannot hold equals %s', (_what, expected, got, equal) => {
		expect(compareValues(parseExact(expected), parseExact(got)).equal).toBe(equal);
	});

	test('float gives numbers a tolerance, at any depth', () => {
		expect(compareValues([{ x: 0.3 }], [{ x: 0.1 + 0.2 }], { method: 'float' }).equal).toBe(true);
		expect(compareValues([0.3], [0.31], { method: 'float' }).equal).toBe(false);
		expect(compareValues([1], ['1'], { method: 'float' }).equal).toBe(false);
		expect(compareValues(1, Number.POSITIVE_INFINITY, { method: 'float' }).equal).toBe(false);
	});

	test('apps and livecodebench take true for 1, as Python does', () => {
		expect(compareValues(true, 1, { method: 'apps' }).equal).toBe(true);
		expect(compareValues([0], [false], { method: 'livecodebench' }).equal).toBe(true);
	});

	test('apps also takes the first element of the expected list', () => {
		expect(compareValues([[1, 2]], [1, 2], { method: 'apps' }).equal).toBe(true);
		expect(compareValues([[1, 2]], [1, 2], { method: 'livecodebench' }).equal).toBe(false);
	});

	test('the reason says where the first difference is', () => {
		expect(compareValues({ rows: [1, 2] }, { rows: [1, 3] })).toEqual({ equal: false, reason: 'at ["rows"][1]: expected 2, got 3' });
	});

	test('keys of the prototype are keys like any other', () => {
		const own = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}');
		expect(compareValues(own, JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}')).equal).toBe(true);
		expect(compareValues(own, {}).equal).toBe(false);
		expect(compareValues({}, own).equal).toBe(false);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	test('nesting of any depth is compared', () => {
		const nest = () => {
			let value: unknown = 1;
			for (let depth = 0; depth < 200_000; depth++) value = [value];
			return value;
		};
		expect(compareValues(nest(), nest()).equal).toBe(true);
	});
});
