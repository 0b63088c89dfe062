import { describe, expect, it } from 'vitest';
import type { JobHandler, JobQueue } from '../../services/queue/contract.ts';

export interface QueueSetting {
	readonly concurrency: number;
	readonly limit: number;
	readonly longestWaitMs?: number;
	readonly handler: JobHandler<string, string, number>;
}
export type OpenQueue = (setting: QueueSetting) => Promise<JobQueue<string, string, number>>;

/** A handler whose jobs run until they are told to end, and which says what it has started. */
function controlled() {
	const started: string[] = [];
	const ends = new Map<string, () => void>();
	const waiters: { readonly count: number; readonly resolve: () => void }[] = [];
	const handler: JobHandler<string, string, number> = async (job, { signal }) => {
		started.push(job);
		for (const { count, resolve } of waiters) if (started.length >= count) resolve();
		await new Promise<void>((resolve, reject) => {
			ends.set(job, resolve);
			signal.addEventListener('abort', () => reject(signal.reason), { once: true });
		});
		return `${job} done`;
	};
	return {
		handler,
		started,
		end: (job: string) => ends.get(job)?.(),
		/** Resolves when so many jobs have started in all. */
		startedCount: async (count: number) =>
			await new Promise<void>((resolve) => (started.length >= count ? resolve() : void waiters.push({ count, resolve }))),
	};
}

const tenant = 'a';

/** What every job queue does, whatever it is made of. */
export function queueConformance(name: string, open: OpenQueue): void {
	describe(`${name} is a job queue`, () => {
		it('hands a job to its handler, and progress and result back', async () => {
			const progress: number[] = [];
			await using queue = await open({
				concurrency: 1,
				limit: 1,
				handler: async (job, { onProgress }) => {
					onProgress(1);
					onProgress(2);
					return job.toUpperCase();
				},
			});
			expect(await queue.submit('hello', { tenant, onProgress: (step) => progress.push(step) })).toBe('HELLO');
			expect(progress).toEqual([1, 2]);
		});

		it('rejects as the handler does, and goes on', async () => {
			await using queue = await open({
				concurrency: 1,
				limit: 1,
				handler: async (job) => {
					if (job === 'bad') throw new Error('no');
					return job;
				},
			});
			await expect(queue.submit('bad', { tenant })).rejects.toThrow('no');
			expect(await queue.submit('good', { tenant })).toBe('good');
		});

		it('runs no more jobs at a time than it may', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 2, limit: 10, handler: jobs.handler });
			const done = ['1', '2', '3', '4'].map((job) => queue.submit(job, { tenant }));
			await jobs.startedCount(2);
			expect(queue.stats()).toMatchObject({ running: 2, waiting: 2, concurrency: 2, limit: 10 });
			jobs.end('1');
			await jobs.startedCount(3);
			expect(jobs.started).toEqual(['1', '2', '3']);
			for (const job of ['2', '3']) jobs.end(job);
			await jobs.startedCount(4);
			jobs.end('4');
			expect(await Promise.all(done)).toEqual(['1 done', '2 done', '3 done', '4 done']);
		});

		it('says how long the oldest job waits, and of each how long it did', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 1, limit: 10, handler: jobs.handler });
			const waited: string[] = [];
			const submit = (job: string) => queue.submit(job, { tenant, onWaited: (ms) => waited.push(`${job} ${ms > 100 ? 'long' : 'short'}`) });
			const first = submit('first');
			await jobs.startedCount(1);
			expect(queue.stats().oldestWaitMs).toBe(0);
			const second = submit('second');
			await expect.poll(() => queue.stats().oldestWaitMs, { timeout: 10_000 }).toBeGreaterThan(150);
			jobs.end('first');
			await jobs.startedCount(2);
			jobs.end('second');
			await Promise.all([first, second]);
			expect(queue.stats().oldestWaitMs).toBe(0);
			expect(waited.at(-1)).toBe('second long');
			expect(waited).toHaveLength(2);
		});

		it('lets tenants take turns, each in its own order', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 1, limit: 10, handler: jobs.handler });
			const submit = (job: string) => queue.submit(job, { tenant: job.charAt(0) });
			const first = submit('a0');
			await jobs.startedCount(1);
			const done = [first, ...['a1', 'a2', 'a3', 'b1', 'b2', 'c1'].map(submit)];
			for (const [index, job] of ['a0', 'a1', 'b1', 'c1', 'a2', 'b2', 'a3'].entries()) {
				await jobs.startedCount(index + 1);
				expect(jobs.started.at(-1)).toBe(job);
				jobs.end(job);
			}
			await Promise.all(done);
		});

		it('takes those of a higher priority first, of one tenant', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 1, limit: 10, handler: jobs.handler });
			const first = queue.submit('first', { tenant });
			await jobs.startedCount(1);
			const done = [first];
			for (const priority of [-1, 0, 1, 0]) done.push(queue.submit(`${priority} ${done.length}`, { tenant, priority }));
			for (const [index, job] of ['first', '1 3', '0 2', '0 4', '-1 1'].entries()) {
				await jobs.startedCount(index + 1);
				expect(jobs.started.at(-1)).toBe(job);
				jobs.end(job);
			}
			await Promise.all(done);
		});

		it('refuses when what it has is likely to take too long, and says when it will not', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 2, limit: 10, longestWaitMs: 10_000, handler: jobs.handler });
			const submit = (job: string) => queue.submit(job, { tenant, expectedMs: 15_000 });
			const done = [submit('1'), submit('2')];
			await expect(submit('3')).rejects.toMatchObject({ code: 'overloaded', retryAfterSeconds: 8 });
			await jobs.startedCount(2);
			for (const job of ['1', '2']) jobs.end(job);
			await Promise.all(done);
			const later = submit('4');
			await jobs.startedCount(3);
			jobs.end('4');
			expect(await later).toBe('4 done');
		});

		it('drops a job whose time is over, waiting or running', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 1, limit: 3, handler: jobs.handler });
			const running = queue.submit('running', { tenant, timeoutMs: 600 });
			await jobs.startedCount(1);
			await expect(queue.submit('waiting', { tenant, timeoutMs: 20 })).rejects.toMatchObject({ code: 'deadline_exceeded' });
			const last = queue.submit('last', { tenant });
			await expect(running).rejects.toMatchObject({ code: 'deadline_exceeded' });
			await jobs.startedCount(2);
			jobs.end('last');
			await last;
			expect(jobs.started).toEqual(['running', 'last']);
		});

		it('refuses when it is full and says when to try again', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 1, limit: 1, handler: jobs.handler });
			const [running, waiting] = [queue.submit('1', { tenant }), queue.submit('2', { tenant })];
			await expect(queue.submit('3', { tenant })).rejects.toMatchObject({ code: 'overloaded', retryAfterSeconds: expect.any(Number) });
			await jobs.startedCount(1);
			jobs.end('1');
			await running;
			await jobs.startedCount(2);
			const later = queue.submit('4', { tenant });
			jobs.end('2');
			await waiting;
			await jobs.startedCount(3);
			jobs.end('4');
			expect(await later).toBe('4 done');
		});

		it('drops a waiting job when its caller aborts, and never starts it', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 1, limit: 2, handler: jobs.handler });
			const caller = new AbortController();
			const first = queue.submit('1', { tenant });
			const dropped = queue.submit('2', { tenant, signal: caller.signal });
			const last = queue.submit('3', { tenant });
			caller.abort(new Error('gone'));
			await expect(dropped).rejects.toThrow('gone');
			await jobs.startedCount(1);
			jobs.end('1');
			await first;
			await jobs.startedCount(2);
			jobs.end('3');
			await last;
			expect(jobs.started).toEqual(['1', '3']);
		});

		it('aborts a running job when its caller aborts, and frees its place', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 1, limit: 2, handler: jobs.handler });
			const caller = new AbortController();
			const running = queue.submit('1', { tenant, signal: caller.signal });
			const next = queue.submit('2', { tenant });
			await jobs.startedCount(1);
			caller.abort(new Error('gone'));
			await expect(running).rejects.toThrow('gone');
			await jobs.startedCount(2);
			jobs.end('2');
			expect(await next).toBe('2 done');
		});

		it('does not take a job whose caller has gone already', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 1, limit: 1, handler: jobs.handler });
			await expect(queue.submit('1', { tenant, signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
			expect(jobs.started).toEqual([]);
		});

		it('finishes what it has when it drains, and refuses what is new', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 1, limit: 5, handler: jobs.handler });
			const [first, second] = [queue.submit('1', { tenant }), queue.submit('2', { tenant })];
			const drained = queue.drain();
			expect(queue.stats().draining).toBe(true);
			await expect(queue.submit('3', { tenant })).rejects.toMatchObject({ code: 'shutting_down' });
			await jobs.startedCount(1);
			jobs.end('1');
			await jobs.startedCount(2);
			jobs.end('2');
			await drained;
			expect(await Promise.all([first, second])).toEqual(['1 done', '2 done']);
		});

		it('aborts what is left when the time to drain is over', async () => {
			const jobs = controlled();
			await using queue = await open({ concurrency: 1, limit: 5, handler: jobs.handler });
			const outcomes = Promise.allSettled([queue.submit('1', { tenant }), queue.submit('2', { tenant })]);
			await jobs.startedCount(1);
			const deadline = new AbortController();
			const drained = queue.drain(deadline.signal);
			deadline.abort();
			await drained;
			for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'shutting_down' } });
			expect(jobs.started).toEqual(['1']);
		});
	});
}
