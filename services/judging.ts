import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Grader, GraderInfo } from './execution/contract.ts';
import { fleetInfo } from './execution/fleet.ts';
import { engineCodec } from './queue/bullmq/engine-codec.ts';
import { openBullMqQueue } from './queue/bullmq/queue.ts';
import { type EngineQueue, engineWork } from './queue/engine.ts';
import { createMemoryQueue } from './queue/memory.ts';
import type { FleetStats } from './telemetry/metrics.ts';
import { openWorker } from './worker.ts';

/** Where the programs of a server go. */
export interface Judging extends AsyncDisposable {
	readonly queue: EngineQueue;
	readonly info: GraderInfo;
	readonly fleet?: () => FleetStats;
	/** Those who judge: the fleet, or this process. */
	load(): FleetStats;
	/** Refuses what is new and resolves when nothing is left; aborting `deadline` aborts what is left. */
	drain(deadline: AbortSignal): Promise<void>;
}

/** In this process, with a queue in memory. */
export function judgeHere(grader: Grader, { queueLimit, longestWaitMs }: Config): Judging {
	const { concurrency } = grader;
	const queue = createMemoryQueue({ handler: engineWork(grader), concurrency, limit: queueLimit, longestWaitMs });
	return {
		queue,
		info: grader,
		load: () => ({ workers: 1, slots: grader.stats().slots, busySlots: grader.stats().busySlots }),
		drain: async (deadline) => await queue.drain(deadline),
		[Symbol.asyncDispose]: async () => await queue[Symbol.asyncDispose](),
	};
}

export interface FleetOptions {
	readonly config: Config;
	readonly redisUrl: string;
	/** This process is a worker of the fleet, too. */
	readonly grader?: Grader | undefined;
	readonly logger: Logger;
	readonly version: string;
}

/** By workers that are met in Redis, of which this process may be one. */
export async function judgeByFleet({ config, redisUrl, grader, logger, version }: FleetOptions): Promise<Judging> {
	await using resources = new AsyncDisposableStack();
	const worker = grader && resources.use(await openWorker({ config, redisUrl, grader, logger, version }));
	const { queueLimit: limit, longestWaitMs, workerGraceMs } = config;
	const queue = resources.use(
		await openBullMqQueue({
			...{ redisUrl, limit, longestWaitMs, workerGraceMs },
			codec: engineCodec(),
			onFault: (fault) => logger.error({ err: fault }, 'fault of the queue'),
		}),
	);
	const held = resources.move();
	return {
		queue,
		info: fleetInfo(queue.fleet),
		fleet: () => queue.fleet,
		load: () => queue.fleet,
		drain: async (deadline) => {
			await queue.drain(deadline);
			await worker?.drain(deadline);
		},
		[Symbol.asyncDispose]: async () => await held.disposeAsync(),
	};
}
