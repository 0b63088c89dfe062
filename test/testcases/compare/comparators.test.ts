import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparators, defaultCompare, makeComparison } from '../../../testcases/compare/index.ts';
import { type Compare, compareMethods } from '../../../testcases/schema.ts';

/** Texts that look like outputs more often than arbitrary ones do. */
const output = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc
		.array(
			fc.oneof(
				fc.constantFrom('YES', 'no', 'nan', '-inf', '1e400', '0x10', '1_000', '00', '-0', '.5', '5.'),
				fc.integer().map(String),
				fc.double().map(String),
			),
		)
		.chain((tokens) =>
			fc
				.array(fc.constantFrom(' ', '\n', '\r\n', '\t', '\n\n'), { minLength: tokens.length, maxLength: tokens.length })
				.map((gaps) => tokens.map((token, index) => token + gaps[index]).join('')),
		),
);
const options = (method: Compare['method']): Compare => ({ method });

describe.each(compareMethods)('%s', (method) => {
	const compare = comparators[method];

	test('finds every text equal to itself', () => {
		fc.assert(fc.property(output, (text) => compare(text, text, options(method)).equal));
	});

	test('gives a short reason for any two texts, and never throws', () => {
		fc.assert(
			fc.property(output, output, (expected, got) => {
				const result = compare(expected, got, options(method));
				expect(result.equal ? '' : result.reason).toSatisfy((reason: string) => result.equal || (reason.length > 0 && reason.length < 500));
			}),
		);
	});

	test('sees a token that was changed', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[a-z]{4,8}$/), { minLength: 1 }), fc.nat(), (tokens, position) => {
				const changed = tokens.with(position % tokens.length, 'changed-token');
				expect(compare(tokens.join('\n'), changed.join('\n'), options(method)).equal).toBe(false);
			}),
		);
	});

	test('sees a token that is missing and one that is too much', () => {
		expect(compare('alpha\nbeta\n', 'alpha\n', options(method)).equal).toBe(false);
		expect(compare('alpha\n', 'alpha\nbeta\n', options(method)).equal).toBe(false);
		expect(compare('alpha\n', '', options(method)).equal).toBe(false);
	});

	test('ignores a missing line feed at the end', () => {
		expect(compare('1\n2\n', '1\n2', options(method))).toEqual({ equal: true });
	});
});

describe.each(['exact', 'lines', 'tokens', 'livecodebench', 'codeforces', 'icpc'] as const)('%s', (method) => {
	test('does not care which of two texts is the expected one', () => {
		fc.assert(
			fc.property(
				output,
				output,
				(left, right) =>
					comparators[method](left, right, options(method)).equal === comparators[method](right, left, options(method)).equal,
			),
		);
	});
});

test('outputs are compared line by line when a suite names no method', () => {
	expect(makeComparison()('1  \n2\n\n', '1\r\n2')).toEqual({ equal: true });
	expect(defaultCompare.method).toBe('lines');
});

test.each(['exact', 'lines', 'tokens', 'float', 'icpc', 'apps', 'codeforces', 'livecodebench', 'sandboxfusion'] as const)(
	'%s stays linear on hostile outputs',
	(method) => {
		const length = 300_000;
		const hostile = ['1'.repeat(length), ' '.repeat(length), '\n'.repeat(length), '0'.repeat(length), `${' \n'.repeat(length / 2)}`];
		const started = performance.now();
		for (const text of hostile) comparators[method](`${text}x`, `${text}y`, { method });
		expect(performance.now() - started).toBeLessThan(3000);
	},
);

test.each(['lines', 'tokens', 'float', 'icpc', 'apps', 'codeforces', 'livecodebench', 'sandboxfusion'] as const)(
	'%s soon tells that a flood of numbers is wrong',
	(method) => {
		const flood = '1 '.repeat(8 << 20);
		const started = performance.now();
		expect(comparators[method]('3', flood, { method }).equal).toBe(false);
		expect(performance.now() - started).toBeLessThan(1500);
	},
);

test.each([
	[{ method: 'icpc', flags: 'float_tolerence 1e-6' }, 'unknown icpc flag "float_tolerence"'],
	[{ method: 'icpc', flags: 'float_tolerance' }, 'needs a number'],
	[{ method: 'icpc', flags: 'float_tolerance -1' }, 'needs a number'],
	[{ method: 'icpc', flags: 'float_tolerance 1_0' }, 'needs a number'],
	[{ method: 'lines', flags: 'case_sensitive' }, 'takes no flags'],
	[{ method: 'tokens', rel_tol: 1e-6 }, 'takes no tolerance'],
] as const)('options that do not fit the method are refused: %j', (bad, message) => {
	expect(() => makeComparison(bad)).toThrow(message);
});
