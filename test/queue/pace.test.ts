import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Pace } from '../../services/queue/pace.ts';

it('expects the next place after one mean duration, shared by the places', () => {
	const pace = new Pace(2);
	for (let job = 0; job < 50; job += 1) pace.record(8_000);
	expect(pace.nextPlaceSeconds()).toBe(4);
});

it('always names a whole number of seconds between 1 and 60', () => {
	fc.assert(
		fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true })), fc.integer({ min: 1, max: 64 }), (durations, concurrency) => {
			const pace = new Pace(concurrency);
			for (const duration of durations) pace.record(duration);
			const seconds = pace.nextPlaceSeconds();
			expect(Number.isInteger(seconds) && seconds >= 1 && seconds <= 60).toBe(true);
		}),
	);
});
