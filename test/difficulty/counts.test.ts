import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passRate, pooled, smoothedPassRate, wilson } from '../../services/difficulty/counts.ts';
import { passAtK } from '../../services/difficulty/pass-at-k.ts';

const count = fc.tuple(fc.nat({ max: 2000 }), fc.nat({ max: 2000 })).map(([a, b]) => ({ passed: Math.min(a, b), judged: Math.max(a, b) }));

test('an interval holds its pass rate, lies within 0 and 1, and is narrower with more samples', () => {
	fc.assert(
		fc.property(count, fc.integer({ min: 2, max: 9 }), (some, times) => {
			const { low, high } = wilson(some);
			const rate = passRate(some) ?? 0.5;
			expect(low).toBeGreaterThanOrEqual(0);
			expect(high).toBeLessThanOrEqual(1);
			expect(low - 1e-12).toBeLessThanOrEqual(rate);
			expect(high + 1e-12).toBeGreaterThanOrEqual(rate);
			const more = wilson({ passed: some.passed * times, judged: some.judged * times });
			expect(more.high - more.low).toBeLessThanOrEqual(high - low + 1e-12);
		}),
	);
});

test.each([
	[0, 0, 0, 1],
	[0, 10, 0, 0.2775],
	[8, 10, 0.4902, 0.9433],
	[10, 10, 0.7225, 1],
	[50, 100, 0.4038, 0.5962],
])('%i of %i is between %f and %f with a confidence of 95 %%', (passed, judged, low, high) => {
	const interval = wilson({ passed, judged });
	expect(interval.low).toBeCloseTo(low, 4);
	expect(interval.high).toBeCloseTo(high, 4);
});

test('policies are pooled by their counts and not by their rates', () => {
	const byPolicy = new Map([
		['base', { passed: 1, judged: 10 }],
		['strong', { passed: 80, judged: 90 }],
	]);
	expect(pooled({ id: 't', byPolicy })).toEqual({ passed: 81, judged: 100 });
});

test('a test without samples has no pass rate, and a smoothed one in the middle', () => {
	expect(passRate({ passed: 0, judged: 0 })).toBeNull();
	expect(smoothedPassRate({ passed: 0, judged: 0 })).toBe(0.5);
});

test('pass@k is the chance that one of k samples drawn without putting back is right', () => {
	expect(passAtK(10, 3, 1)).toBeCloseTo(0.3, 12);
	expect(passAtK(5, 2, 2)).toBeCloseTo(1 - 3 / 10, 12); // C(3,2) / C(5,2)
	expect(passAtK(4, 1, 4)).toBe(1);
	expect(passAtK(4, 0, 2)).toBe(0);
	expect(passAtK(3, 1, 4)).toBeNull();
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 8 }), fc.nat({ max: 8 }), fc.integer({ min: 1, max: 8 }), (n, right, k) => {
			fc.pre(right <= n && k <= n);
			// Counted out: every way to draw k of n.
			let draws = 0;
			let wrong = 0;
			for (let set = 0; set < 1 << n; set++) {
				const drawn = [...Array(n).keys()].filter((bit) => set & (1 << bit));
				if (drawn.length !== k) continue;
				draws++;
				if (drawn.every((sample) => sample >= right)) wrong++;
			}
			expect(passAtK(n, right, k)).toBeCloseTo(1 - wrong / draws, 12);
		}),
	);
});
