import { openRedisWorker } from '../../services/queue/bullmq/worker.ts';
import { words } from './queue-codec.ts';

/** A worker as a process of its own, for tests that kill it: `node queue-worker.ts REDIS_URL PREFIX LOCK_MS`. */
const [redisUrl = '', prefix = '', lockMs = ''] = process.argv.slice(2);

const worker = await openRedisWorker({
	...{ redisUrl, prefix, codec: words, lockMs: Number(lockMs), backoffMs: 1, slots: 1, release: '1' },
	languages: new Map([['words', null]]),
	onFault: (fault) => console.error(fault),
	handler: async (job, { signal, onProgress }) => {
		onProgress(process.pid);
		if (job.startsWith('die')) process.kill(process.pid, 'SIGKILL');
		if (job.startsWith('hang')) await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
		return `${job} by ${process.pid}`;
	},
});
process.on('SIGTERM', async () => {
	await worker[Symbol.asyncDispose]();
});
