import { expect, it } from 'vitest';
import { type JobQueue, OverloadedError } from '../../services/queue/contract.ts';
import { submitPatiently } from '../../services/rewards/patience.ts';

/** A queue without a place, which names a minute. */
const full: JobQueue<string, string> = {
	submit: async () => {
		throw new OverloadedError(1, 60);
	},
	stats: () => ({ waiting: 1, running: 1, concurrency: 1, limit: 0, draining: false, oldestWaitMs: 0 }),
	drain: async () => undefined,
	[Symbol.asyncDispose]: async () => undefined,
};

it('A program that waits for a place waits no longer than it has time', async () => {
	const start = performance.now();
	await expect(submitPatiently(full, 'job', { tenant: 't', timeoutMs: 50 })).rejects.toMatchObject({ code: 'deadline_exceeded' });
	expect(performance.now() - start).toBeLessThan(5_000);
});

it('A program that waits for a place is given up with the reason for which it is stopped', async () => {
	const stop = new AbortController();
	const waiting = submitPatiently(full, 'job', { tenant: 't', signal: stop.signal });
	stop.abort(new Error('the client has gone'));
	await expect(waiting).rejects.toThrow('the client has gone');
});
