import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, digestOf, isDigest } from '../../testcases/digest.ts';

it('does not depend on the order of keys, at any depth', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
		}),
	);
});

it('keeps the value', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
		}),
	);
});

it('makes digests that it knows again', () => {
	expect(isDigest(digestOf('{}'))).toBe(true);
	expect(isDigest('sha256:short')).toBe(false);
});

function reversed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reversed);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, inner]) => [key, reversed(inner)]),
	);
}
