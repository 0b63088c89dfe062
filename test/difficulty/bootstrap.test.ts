import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootstrapMean } from '../../services/difficulty/bootstrap.ts';

test('an interval holds the mean, lies within the values, and is the same every time', () => {
	fc.assert(
		fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
			const estimate = bootstrapMean(values);
			if (estimate === null) throw new Error('no estimate');
			expect(estimate.low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
			expect(estimate.high).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
			expect(estimate.low).toBeLessThanOrEqual(estimate.value + 1e-9);
			expect(estimate.high).toBeGreaterThanOrEqual(estimate.value - 1e-9);
			expect(bootstrapMean(values)).toEqual(estimate);
		}),
		{ numRuns: 20 },
	);
});

test('the interval of half successes is that of the binomial distribution, nearly', () => {
	const values = Array.from({ length: 400 }, (_, index) => index % 2);
	const { value, low, high } = bootstrapMean(values) ?? { value: 0, low: 0, high: 0 };
	expect(value).toBe(0.5);
	expect(high - low).toBeCloseTo(2 * 1.96 * Math.sqrt(0.25 / 400), 2);
});

test('of no values there is no mean', () => {
	expect(bootstrapMean([])).toBeNull();
});
