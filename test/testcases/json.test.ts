import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExact } from '../../testcases/json.ts';

test('JSON is read as ever, but for whole numbers that a double cannot hold', () => {
	expect(parseExact('[1, 9007199254740991, 9007199254740992, -12345678901234567890]')).toEqual([
		1,
		Number.MAX_SAFE_INTEGER,
		{ $int: '9007199254740992' },
		{ $int: '-12345678901234567890' },
	]);
	expect(parseExact('{"12345678901234567890": "a \\" 12345678901234567890", "b": 1234567890123456.5}')).toEqual({
		'12345678901234567890': 'a " 12345678901234567890',
		b: 1234567890123456.5,
	});
	expect(parseExact('1e400')).toBe(Number.POSITIVE_INFINITY);
});

test('data of any shape is read as JSON.parse reads it where no number has so many digits', () => {
	const shorter = fc.jsonValue().map((value) => JSON.stringify(value).replaceAll(/\d{16,}/g, '7'));
	fc.assert(
		fc.property(shorter, (text) => {
			expect(parseExact(`[9007199254740993, ${text}]`)).toEqual([{ $int: '9007199254740993' }, JSON.parse(text)]);
		}),
	);
});

test('whole numbers of any size come back digit for digit', () => {
	fc.assert(
		fc.property(fc.bigInt(), (value) => {
			const read = parseExact(`{"a":[${value}]}`) as { a: [number | { $int: string }] };
			const [number] = read.a;
			return (typeof number === 'number' ? String(number) : number.$int) === String(value);
		}),
	);
});

test.each([
	'12345678901234567890 1',
	'012345678901234567',
	'1-2345678901234567',
	'{12345678901234567: 1}',
	'"12345678901234567',
	'[12345678901234567',
])('what is no JSON stays none: %s', (text) => {
	expect(() => parseExact(text)).toThrow(SyntaxError);
});
