import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Pace, retryAfterSeconds } from '../../services/queue/pace.ts';

it('expects of a job what jobs took of late', () => {
	const pace = new Pace();
	expect(pace.meanMs).toBe(0);
	for (let job = 0; job < 50; job += 1) pace.record(8_000);
	expect(pace.meanMs).toBe(8_000);
	for (let job = 0; job < 100; job += 1) pace.record(1_000);
	expect(pace.meanMs).toBeCloseTo(1_000, 0);
});

it('expects the next place after one job, shared by the places', () => {
	expect(retryAfterSeconds({ jobs: 10, expectedMs: 80_000, places: 2 })).toBe(4);
});

it('expects less work when as much of it is done as there is too much', () => {
	expect(retryAfterSeconds({ jobs: 1000, expectedMs: 80_000, places: 2 }, 30_000)).toBe(10);
});

it('always names a whole number of seconds between 1 and 60', () => {
	const number = fc.double({ min: 0, max: 1e12, noNaN: true });
	fc.assert(
		fc.property(fc.nat(), number, fc.nat({ max: 1000 }), fc.option(number, { nil: undefined }), (jobs, expectedMs, places, longest) => {
			const seconds = retryAfterSeconds({ jobs, expectedMs, places }, longest);
			expect(Number.isInteger(seconds) && seconds >= 1 && seconds <= 60).toBe(true);
		}),
	);
});
