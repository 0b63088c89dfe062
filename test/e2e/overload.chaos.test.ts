import { expect, test } from 'vitest';
import { describeOverload, overload } from '../support/overload.ts';

const seconds = 120;

test(`With ten times as many clients as there are places for ${seconds} s, nothing is judged wrongly, memory is flat, and most come in when they were told to`, {
	timeout: 300_000,
}, async () => {
	const seen = await overload(seconds);
	console.log(describeOverload(seen));
	expect(seen.wrong).toBe(0);
	expect(seen.refusedWithinMs).toBeLessThan(2000);
	expect(seen.truth).toBeGreaterThan(0.8);
	expect(seen.laterMb).toBeLessThan(1.1 * seen.earlierMb);
});
