import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import type { JobCodec } from '../../services/queue/bullmq/codec.ts';
import { openBullMqQueue } from '../../services/queue/bullmq/queue.ts';
import { openRedisWorker } from '../../services/queue/bullmq/worker.ts';
import type { JobQueue } from '../../services/queue/contract.ts';
import { queueConformance } from '../conformance/queue.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';

let redis: TestRedis;
let queues = 0;

beforeAll(async () => {
	redis = await startRedis();
});
afterAll(async () => {
	await redis[Symbol.asyncDispose]();
});

const words: JobCodec<string, string, number> = {
	language: () => 'words',
	split: (job) => ({ own: job }),
	join: (own) => z.string().parse(own),
	result: z.string(),
	progress: z.number(),
};

queueConformance('the queue in Redis', async ({ concurrency, limit, handler }) => {
	const common = { redisUrl: redis.url, prefix: `conformance-${queues++}`, codec: words, onFault: () => {} };
	const worker = await openRedisWorker({
		...{ ...common, handler, slots: concurrency, languages: new Map([['words', null]]), release: '1' },
		...{ mostTries: 2, backoffMs: 1 },
	});
	const queue = await openBullMqQueue({ ...common, limit, workerGraceMs: 60_000 });
	return closing(queue, worker);
});

function closing<Q extends JobQueue<string, string, number>>(queue: Q, worker: AsyncDisposable): Q {
	const close = queue[Symbol.asyncDispose].bind(queue);
	queue[Symbol.asyncDispose] = async () => {
		await close();
		await worker[Symbol.asyncDispose]();
	};
	return queue;
}
