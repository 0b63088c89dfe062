import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssayError } from '../../services/errors.ts';
import type { JobCodec } from '../../services/queue/bullmq/codec.ts';
import { engineCodec } from '../../services/queue/bullmq/engine-codec.ts';
import { laneOf } from '../../services/queue/bullmq/message.ts';
import { ProgramState } from '../../services/queue/bullmq/program-state.ts';
import { type BullMqQueueOptions, openBullMqQueue } from '../../services/queue/bullmq/queue.ts';
import { sharedBackend, TicketOffice } from '../../services/queue/bullmq/tickets.ts';
import { openRedisWorker, type RedisWorkerOptions } from '../../services/queue/bullmq/worker.ts';
import type { JobQueue } from '../../services/queue/contract.ts';
import { gradesOf } from '../../services/queue/engine.ts';
import { queueConformance } from '../conformance/queue.ts';
import { startScript } from '../support/command.ts';
import { aProblem } from '../support/problems.ts';
import { startProxy } from '../support/proxy.ts';
import { words } from '../support/queue-codec.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';

let redis: TestRedis;

beforeAll(async () => {
	redis = await startRedis();
});
afterAll(async () => {
	await redis[Symbol.asyncDispose]();
});

const tenant = 'a';
const faults: unknown[] = [];
const onFault = (fault: unknown) => void faults.push(fault);

type WorkerOptions = Partial<RedisWorkerOptions<string, string, number>> & Pick<RedisWorkerOptions<string, string, number>, 'handler'>;

/** A fleet of its own on the Redis of all tests, or on another. */
function aFleet({ redisUrl = redis.url }: { readonly redisUrl?: string } = {}) {
	const common = { redisUrl, prefix: randomUUID(), codec: words, onFault };
	return {
		prefix: common.prefix,
		queue: async (options: Partial<BullMqQueueOptions<string, string, number>> = {}) =>
			await openBullMqQueue({ ...common, limit: 1000, workerGraceMs: 60_000, watchEveryMs: 100, ...options }),
		worker: async (options: WorkerOptions) =>
			await openRedisWorker({
				...{ ...common, slots: 1, languages: new Map([['words', null]]), release: '1' },
				...{ mostTries: 3, backoffMs: 1, lockMs: 600, ...options },
			}),
		workerProcess: () => startScript('test/support/queue-worker.ts', [redisUrl, common.prefix, '600']),
	};
}

const upper = async (job: string) => job.toUpperCase();
const shortly = async (job: string) => {
	await delay(10);
	return job.toUpperCase();
};

/** Another client of the same Redis, to look and to break. */
function connect(url = redis.url): { readonly redis: Redis } & AsyncDisposable {
	const client = new Redis(url, { maxRetriesPerRequest: null });
	return { redis: client, [Symbol.asyncDispose]: async () => client.disconnect() };
}

/** All results, and when so many of them are there. */
function countSettled<T>(results: readonly Promise<T>[]) {
	let settled = 0;
	const waiters: { readonly count: number; readonly resolve: () => void }[] = [];
	const all = Promise.all(
		results.map(async (result) => {
			const value = await result;
			settled++;
			for (const { count, resolve } of waiters) if (settled >= count) resolve();
			return value;
		}),
	);
	return { all, count: async (count: number) => await new Promise<void>((resolve) => waiters.push({ count, resolve })) };
}

queueConformance('the queue in Redis', async ({ concurrency, limit, longestWaitMs, handler }) => {
	const fleet = aFleet();
	const worker = await fleet.worker({ handler, slots: concurrency, mostTries: 2 });
	return alsoClosing(await fleet.queue({ limit, longestWaitMs }), worker);
});

function alsoClosing<Q extends JobQueue<string, string, number>>(queue: Q, worker: AsyncDisposable): Q {
	const close = queue[Symbol.asyncDispose].bind(queue);
	queue[Symbol.asyncDispose] = async () => {
		await close();
		await worker[Symbol.asyncDispose]();
	};
	return queue;
}

/** Jobs that have something in common; what arrives of that is shown to `look`. */
function sharing(content: unknown, look: (shared: unknown) => void = () => undefined): JobCodec<string, string, number> {
	return {
		...words,
		split: (job) => ({ own: job, shared: { digest: 'sha256:0', content } }),
		join: (own, shared) => {
			look(shared);
			return words.join(own, shared);
		},
	};
}

describe('A queue in Redis', () => {
	it('runs the job of a worker that died with another one', async () => {
		const fleet = aFleet();
		await using queue = await fleet.queue();
		const first = fleet.workerProcess();
		const { promise: began, resolve } = Promise.withResolvers<number>();
		const result = queue.submit('hang', { tenant, onProgress: resolve });
		expect(await began).toBe(first.child.pid);
		first.child.kill('SIGKILL');
		await first.finished;
		await using _second = await fleet.worker({ handler: upper });
		expect(await result).toBe('HANG');
	});

	it('parks a job that kills its workers, with the reason, and goes on with others', async () => {
		const fleet = aFleet();
		await using queue = await fleet.queue();
		const poison = queue.submit('die', { tenant });
		poison.catch(() => undefined);
		for (let death = 0; death < 3; death++) expect(await fleet.workerProcess().finished).toMatchObject({ code: null });
		await using _worker = await fleet.worker({ handler: upper });
		await expect(poison).rejects.toThrow('worker_died: 3 workers died with it');
		const parked = expect.poll(async () => await queue.parked(['words']));
		await parked.toMatchObject([{ ticket: { tenant, tries: 3 }, reason: 'worker_died: 3 workers died with it' }]);
		expect(await queue.submit('other', { tenant })).toBe('OTHER');
	});

	it('says at once what is wrong with a job', async () => {
		const fleet = aFleet();
		let tries = 0;
		await using _worker = await fleet.worker({
			handler: async () => {
				tries++;
				throw new AssayError('invalid_checker', 'it does not compile', { hint: 'mend it' });
			},
		});
		await using queue = await fleet.queue();
		const refusal = { code: 'invalid_checker', message: 'it does not compile', hint: 'mend it' };
		await expect(queue.submit('job', { tenant })).rejects.toMatchObject(refusal);
		expect(tries).toBe(1);
	});

	it('tries again, later, what failed by a fault of ours', async () => {
		const fleet = aFleet();
		const startedMs: number[] = [];
		await using _worker = await fleet.worker({
			backoffMs: 60,
			handler: async () => {
				startedMs.push(performance.now());
				if (startedMs.length < 3) throw new Error('out of luck');
				return 'done';
			},
		});
		await using queue = await fleet.queue();
		expect(await queue.submit('job', { tenant })).toBe('done');
		const [first = 0, second = 0, third = 0] = startedMs;
		expect(second - first).toBeGreaterThanOrEqual(59);
		expect(third - second).toBeGreaterThanOrEqual(119);
	});

	it('gives a result that is our own fault another try', async () => {
		const fleet = aFleet();
		let tries = 0;
		const codec: typeof words = { ...words, faultOf: (result) => (result === 'no verdict' ? 'sandbox_fault' : undefined) };
		await using _worker = await fleet.worker({ codec, handler: async () => (++tries < 2 ? 'no verdict' : 'verdict') });
		await using queue = await fleet.queue();
		expect(await queue.submit('job', { tenant })).toBe('verdict');
	});

	it('settles every job once when Redis crashes and comes back', async () => {
		await using own = await startRedis();
		const fleet = aFleet({ redisUrl: own.url });
		await using _worker = await fleet.worker({ handler: shortly, slots: 2 });
		await using queue = await fleet.queue();
		const jobs = Array.from({ length: 200 }, (_, n) => `job ${n}`);
		const settled = countSettled(jobs.map((job) => queue.submit(job, { tenant })));
		await settled.count(20);
		await own.kill();
		await own.start();
		expect(await settled.all).toEqual(jobs.map((job) => job.toUpperCase()));
	});

	it('submits again what Redis has lost altogether', async () => {
		await using own = await startRedis(['--appendonly', 'no']);
		const fleet = aFleet({ redisUrl: own.url });
		await using _worker = await fleet.worker({ handler: shortly, slots: 2 });
		await using queue = await fleet.queue();
		const jobs = Array.from({ length: 60 }, (_, n) => `job ${n}`);
		const settled = countSettled(jobs.map((job) => queue.submit(job, { tenant })));
		await settled.count(10);
		await own.kill();
		await own.start();
		expect(await settled.all).toEqual(jobs.map((job) => job.toUpperCase()));
		expect(queue.stats()).toMatchObject({ waiting: 0 });
	});

	it('makes up for tickets that got lost', async () => {
		const fleet = aFleet();
		await using queue = await fleet.queue();
		const results = ['1', '2', '3'].map((job) => queue.submit(job, { tenant }));
		await using client = connect();
		while ((await client.redis.llen(`${fleet.prefix}:1-words:wait`)) < 3) await queue.look();
		await client.redis.del(`${fleet.prefix}:1-words:wait`);
		await using _worker = await fleet.worker({ handler: upper });
		expect(await Promise.all(results)).toEqual(['1', '2', '3']);
	});

	it('gives what a stopping worker runs to another one, which does not count as a try', async () => {
		const fleet = aFleet();
		await using queue = await fleet.queue();
		const { promise: began, resolve: begin } = Promise.withResolvers<void>();
		const stopping = await fleet.worker({
			mostTries: 1,
			handler: async (_job, { signal }) => {
				begin();
				return await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
			},
		});
		const result = queue.submit('job', { tenant });
		await began;
		await using _other = await fleet.worker({ mostTries: 1, handler: upper });
		await stopping[Symbol.asyncDispose]();
		expect(await result).toBe('JOB');
	});

	it('sends a job only to a worker that has its language', async () => {
		const fleet = aFleet();
		await using _words = await fleet.worker({ handler: upper });
		await using queue = await fleet.queue();
		const number = queue.submit('numbers:1', { tenant });
		expect(await queue.submit('word', { tenant })).toBe('WORD');
		await using _numbers = await fleet.worker({ languages: new Map([['numbers', null]]), handler: async () => 'a number' });
		expect(await number).toBe('a number');
	});

	it('sends a job that needs two languages only to a worker that has both', async () => {
		const fleet = aFleet();
		const languages = (...names: string[]) => new Map(names.map((name) => [name, null]));
		await using _numbers = await fleet.worker({ languages: languages('numbers'), handler: async () => 'numbers' });
		await using queue = await fleet.queue();
		const both = queue.submit('words+numbers:1', { tenant });
		await using _words = await fleet.worker({ languages: languages('words'), handler: async () => 'words' });
		expect(await Promise.all([queue.submit('word', { tenant }), queue.submit('numbers:2', { tenant })])).toEqual(['words', 'numbers']);
		await using _both = await fleet.worker({ languages: languages('words', 'numbers'), handler: async () => 'both' });
		expect(await both).toBe('both');
	});

	it('gives up on a job whose language no worker has had for a while', async () => {
		const fleet = aFleet();
		await using queue = await fleet.queue({ workerGraceMs: 150 });
		await expect(queue.submit('numbers:1', { tenant })).rejects.toThrow(/no_worker: no worker that has numbers/);
		expect(queue.stats().waiting).toBe(0);
	});

	it('answers with no verdict where there is no worker to judge', async () => {
		const common = { redisUrl: redis.url, prefix: randomUUID(), onFault };
		await using queue = await openBullMqQueue({ ...common, codec: engineCodec(), limit: 1, workerGraceMs: 100, watchEveryMs: 50 });
		const submission = { problem: aProblem(), language: 'python', code: '' };
		const reason = expect.stringMatching(/^no_worker: no worker that has python/);
		expect(await gradesOf(queue).submit(submission, { tenant })).toMatchObject({ verdict: 'no_verdict', reason, total: 2 });
	});

	it('leaves jobs of a newer release to newer workers', async () => {
		const fleet = aFleet();
		await using client = connect();
		const state = new ProgramState(client.redis, fleet.prefix);
		const program = { id: 'newer', lane: laneOf(['words'], 2), tenant, lifeMs: 60_000, priority: 0, expectedMs: 1 };
		await state.submit({ ...program, message: Buffer.from('not to be understood') });
		await new TicketOffice(program.lane, {
			...{ redis: client.redis, prefix: fleet.prefix, backend: sharedBackend(client.redis, fleet.prefix), onFault },
		}).issue(1);
		await using _worker = await fleet.worker({ handler: upper });
		await using queue = await fleet.queue();
		expect(await queue.submit('older', { tenant })).toBe('OLDER');
		expect(await state.renew([{ id: 'newer', lifeMs: 1000 }])).toEqual(['waiting']);
	});

	it('counts on workers of other releases that read its messages, and on no others', async () => {
		const fleet = aFleet();
		await using client = connect();
		const announced = { languages: { words: null }, slots: 1, busySlots: 0, release: '9' };
		for (const [id, more] of Object.entries({ newer: { messages: [1, 2], fieldOfTomorrow: {} }, newest: { messages: [2] }, odd: {} })) {
			await client.redis.set(`${fleet.prefix}:worker:${id}`, JSON.stringify({ id, ...announced, ...more }));
			await client.redis.sadd(`${fleet.prefix}:workers`, id);
		}
		await using queue = await fleet.queue();
		expect([queue.fleet.workers, queue.fleet.has(['words'])]).toEqual([1, true]);
	});

	it('shares two workers between a tenant with many jobs and one with few', async () => {
		const fleet = aFleet();
		const started: string[] = [];
		const handler = async (job: string) => {
			started.push(job.charAt(0));
			return await shortly(job);
		};
		await using queue = await fleet.queue();
		const many = Array.from({ length: 60 }, (_, n) => queue.submit(`a${n}`, { tenant: 'a' }));
		const few = Array.from({ length: 20 }, (_, n) => queue.submit(`b${n}`, { tenant: 'b' }));
		await using client = connect();
		while ((await client.redis.llen(`${fleet.prefix}:1-words:wait`)) < 80) await queue.look();
		await using _one = await fleet.worker({ handler });
		await using _two = await fleet.worker({ handler });
		await Promise.all([...many, ...few]);
		const ofFew = started.slice(0, 40).filter((who) => who === 'b').length;
		expect(ofFew).toBe(20);
	});

	it('sends what jobs share once, and again when it got lost', async () => {
		const fleet = aFleet();
		const seen: unknown[] = [];
		const suite = { text: 'shared '.repeat(1000) };
		const codec = sharing(suite, (shared) => seen.push(shared));
		await using queue = await fleet.queue({ codec });
		const first = await fleet.worker({ codec, handler: upper });
		expect(await Promise.all(['1', '2'].map((job) => queue.submit(job, { tenant })))).toEqual(['1', '2']);
		expect(seen[0]).toEqual(suite);
		expect(seen[1]).toBe(seen[0]);
		await first[Symbol.asyncDispose]();
		await using client = connect();
		expect(await client.redis.del(`${fleet.prefix}:shared:sha256:0`)).toBe(1);
		await using _second = await fleet.worker({ codec, handler: upper });
		expect(await queue.submit('3', { tenant })).toBe('3');
		expect(seen[2]).toEqual(suite);
	});

	it('refuses when the memory of Redis is full, and goes on when it is not', async () => {
		await using own = await startRedis();
		const fleet = aFleet({ redisUrl: own.url });
		await using _worker = await fleet.worker({ handler: upper });
		await using queue = await fleet.queue();
		await using client = connect(own.url);
		await client.redis.config('SET', 'maxmemory', '1mb');
		await expect(queue.submit('job', { tenant })).rejects.toMatchObject({ code: 'overloaded', retryAfterSeconds: expect.any(Number) });
		await client.redis.config('SET', 'maxmemory', '0');
		expect(await queue.submit('job', { tenant })).toBe('JOB');
	});

	it('leaves nothing in Redis when it is done', async () => {
		const fleet = aFleet();
		const worker = await fleet.worker({ handler: upper, slots: 2 });
		const queue = await fleet.queue();
		await Promise.all(Array.from({ length: 50 }, (_, n) => queue.submit(`${n}`, { tenant: `tenant ${n % 3}` })));
		const gone = new AbortController();
		const waiting = queue.submit('numbers:1', { tenant, signal: gone.signal });
		gone.abort(new Error('gone'));
		await expect(waiting).rejects.toThrow('gone');
		await queue[Symbol.asyncDispose]();
		await worker[Symbol.asyncDispose]();
		await using client = connect();
		const left = (await client.redis.keys(`${fleet.prefix}:*`)).map((key) => key.slice(fleet.prefix.length + 1));
		// What BullMQ keeps of a queue, one number, and the ticket of a job that was cancelled before any worker of its language came.
		const kept = /^number$|^lanes$|^1-\w+:(id|meta|events|marker|stalled-check)$|^1-numbers:/;
		expect(left.filter((key) => !kept.test(key))).toEqual([]);
	});

	it.each(['queue', 'worker'] as const)(
		'notices when the connections of the %s are gone without a word',
		async (whose) => {
			await using proxy = await startProxy(redis.port);
			const fleet = aFleet();
			const redisUrl = `redis://127.0.0.1:${proxy.port}`;
			await using queue = await fleet.queue(whose === 'queue' ? { redisUrl } : {});
			await using _worker = await fleet.worker({ handler: upper, ...(whose === 'worker' ? { redisUrl } : {}) });
			expect(await queue.submit('before', { tenant })).toBe('BEFORE');
			proxy.forget();
			expect(await queue.submit('after', { tenant })).toBe('AFTER');
		},
		40_000,
	);

	it('stops even when Redis is gone', async () => {
		await using own = await startRedis();
		const fleet = aFleet({ redisUrl: own.url });
		const { promise: began, resolve: begin } = Promise.withResolvers<void>();
		const worker = await fleet.worker({
			handler: async () => {
				begin();
				return await new Promise(() => {});
			},
		});
		const queue = await fleet.queue();
		const result = queue.submit('job', { tenant });
		await began;
		await own.kill();
		await Promise.all([
			expect(result).rejects.toMatchObject({ code: 'shutting_down' }),
			queue[Symbol.asyncDispose](),
			worker[Symbol.asyncDispose](),
		]);
	});

	it('keeps what jobs that wait will need', async () => {
		const fleet = aFleet();
		const codec = sharing({ text: 'shared' });
		await using queue = await fleet.queue({ codec });
		const result = queue.submit('job', { tenant });
		await using client = connect();
		const key = `${fleet.prefix}:shared:sha256:0`;
		while ((await client.redis.pexpire(key, 1)) === 0) await queue.look();
		await queue.look();
		await using _worker = await fleet.worker({ codec, mostTries: 1, handler: upper });
		expect(await result).toBe('JOB');
		expect(await client.redis.pttl(key)).toBeGreaterThan(1_000);
	});

	it('starts only on a Redis that keeps what it has', async () => {
		await using own = await startRedis(['--maxmemory-policy', 'allkeys-lru']);
		await expect(aFleet({ redisUrl: own.url }).queue()).rejects.toMatchObject({
			code: 'no_redis',
			message: expect.stringContaining('allkeys-lru'),
			hint: expect.stringContaining('noeviction'),
		});
	});

	it('says which Redis cannot be reached, and never the password', async () => {
		const opened = aFleet({ redisUrl: 'redis://user:secret@127.0.0.1:1/0' }).queue();
		await expect(opened).rejects.toMatchObject({ code: 'no_redis', message: expect.stringMatching(/127\.0\.0\.1:1\/0.*ECONNREFUSED/) });
		await expect(opened).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
	});
});
