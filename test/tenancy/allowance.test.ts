import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Allowance } from '../../services/tenancy/allowance.ts';

const noon = Date.UTC(2026, 0, 1, 12);
const minute = 60_000;
const day = 24 * 60 * minute;

function allowance(limits: ConstructorParameters<typeof Allowance>[0]) {
	const clock = { now: noon };
	return { clock, allowance: new Allowance(limits, () => clock.now) };
}

describe('What a key may have judged', () => {
	it('is without bound where no limit is set', () => {
		const { allowance: any } = allowance({});
		for (let i = 0; i < 100; i++) expect(any.spend(1e9)).toBeUndefined();
	});

	it('a minute is taken from a bucket that fills steadily', () => {
		const { allowance: some, clock } = allowance({ programs_per_minute: 60 });
		expect(some.spend(60)).toBeUndefined();
		expect(some.spend(1)).toEqual({ limit: 'programs_per_minute', most: 60, retryAfterSeconds: 1 });
		clock.now += 999;
		expect(some.spend(1)).toBeUndefined(); // anything that is left lets one request in
		expect(some.spend(1)).toMatchObject({ limit: 'programs_per_minute' });
	});

	it('of a batch that is larger than the bucket is owed afterwards', () => {
		const { allowance: some, clock } = allowance({ programs_per_minute: 60 });
		expect(some.spend(180)).toBeUndefined();
		const refusal = some.spend(1);
		expect(refusal).toEqual({ limit: 'programs_per_minute', most: 60, retryAfterSeconds: 121 });
		clock.now += 121_000;
		expect(some.spend(1)).toBeUndefined();
	});

	it('a day is free again at midnight UTC, but for what was owed', () => {
		const { allowance: some, clock } = allowance({ programs_per_day: 100 });
		expect(some.spend(150)).toBeUndefined();
		expect(some.spend(1)).toEqual({ limit: 'programs_per_day', most: 100, retryAfterSeconds: day / 2 / 1000 });
		clock.now += day / 2;
		expect(some.spend(50)).toBeUndefined();
		expect(some.spend(1)).toMatchObject({ limit: 'programs_per_day' });
		clock.now += 2 * day;
		expect(some.spend(100)).toBeUndefined();
	});

	it('over any time is at most what the limits say, and the largest request', () => {
		const steps = fc.array(fc.record({ waitMs: fc.integer({ min: 0, max: 90_000 }), programs: fc.integer({ min: 1, max: 50 }) }), {
			maxLength: 200,
		});
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1000 }), steps, (perMinute, wanted) => {
				const { allowance: some, clock } = allowance({ programs_per_minute: perMinute });
				let spent = 0;
				for (const { waitMs, programs } of wanted) {
					clock.now += waitMs;
					if (some.spend(programs) === undefined) spent += programs;
				}
				const passedMinutes = (clock.now - noon) / minute;
				expect(spent).toBeLessThanOrEqual(perMinute * (1 + passedMinutes) + 50);
			}),
		);
	});

	it('is there again after the time that a refusal names', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 100_000 }), fc.boolean(), (most, programs, daily) => {
				const { allowance: some, clock } = allowance(daily ? { programs_per_day: most } : { programs_per_minute: most });
				some.spend(programs);
				const refusal = some.spend(1);
				if (refusal === undefined) return;
				clock.now += refusal.retryAfterSeconds * 1000;
				expect(some.spend(1)).toBeUndefined();
			}),
		);
	});
});
