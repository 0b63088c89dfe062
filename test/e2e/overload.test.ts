import { expect, test } from 'vitest';
import { describeOverload, overload } from '../support/overload.ts';

test('With ten times as many clients as there are places, what is taken is judged rightly, and most others come in when they were told to', async () => {
	const seen = await overload(12);
	console.log(describeOverload(seen));
	expect(seen.wrong).toBe(0);
	expect(seen.answered).toBeGreaterThan(50);
	expect(seen.cameBack).toBeGreaterThan(30);
	expect(seen.truth).toBeGreaterThan(0.6);
});
