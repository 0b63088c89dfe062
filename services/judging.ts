import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Grader, GraderInfo } from './execution/contract.ts';
import { fleetInfo } from './execution/fleet.ts';
import { engineCodec } from './queue/bullmq/engine-codec.ts';
import { openBullMqQueue } from './queue/bullmq/queue.ts';
import { type EngineQueue, engineWork, nameOfWork } from './queue/engine.ts';
import { createMemoryQueue } from './queue/memory.ts';
import type { OnFault } from './telemetry/faults.ts';
import type { LoadStats, MetricsSources } from './telemetry/sources.ts';
import { openRoom, openWorker } from './worker.ts';

/** Where the programs of a server go. */
export interface Judging extends AsyncDisposable {
	readonly queue: EngineQueue;
	readonly info: GraderInfo;
	/** What there is to be measured of the fleet. */
	readonly sources?: Pick<MetricsSources, 'fleet' | 'redisConnected' | 'redisMemory' | 'disk'>;
	/** Those who judge: the fleet, or this process. */
	load(): LoadStats;
	/** Refuses what is new and resolves when nothing is left; aborting `deadline` aborts what is left. */
	drain(deadline: AbortSignal): Promise<void>;
}

/** In this process, with a queue in memory. */
export function judgeHere(grader: Grader, { queueLimit, longestWaitMs }: Config): Judging {
	const { concurrency } = grader;
	const queue = createMemoryQueue({ handler: engineWork(grader), concurrency, limit: queueLimit, longestWaitMs, nameOf: nameOfWork });
	return {
		queue,
		info: grader,
		load: () => {
			const { slots, busySlots } = grader.stats();
			return { workers: 1, slots, busySlots };
		},
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
	/** Called with faults of this process, for the log and the metrics. */
	readonly onFault: OnFault;
}

/** By workers that are met in Redis, of which this process may be one. */
export async function judgeByFleet({ config, redisUrl, grader, logger, version, onFault }: FleetOptions): Promise<Judging> {
	await using resources = new AsyncDisposableStack();
	const room = grader && resources.use(await openRoom(config, logger));
	const worker = grader && room && resources.use(await openWorker({ config, redisUrl, grader, version, room, onFault: onFault('worker') }));
	const { queueLimit: limit, longestWaitMs, workerGraceMs } = config;
	const queue = resources.use(
		await openBullMqQueue({
			...{ redisUrl, limit, longestWaitMs, workerGraceMs },
			codec: engineCodec(),
			nameOf: nameOfWork,
			onFault: onFault('queue'),
		}),
	);
	const held = resources.move();
	return {
		queue,
		info: fleetInfo(queue.fleet),
		sources: {
			fleet: () => queue.fleet,
			redisConnected: () => queue.connected,
			redisMemory: () => queue.memory,
			disk: room && (() => room),
		},
		load: () => queue.fleet,
		drain: async (deadline) => {
			await queue.drain(deadline);
			await worker?.drain(deadline);
		},
		[Symbol.asyncDispose]: async () => await held.disposeAsync(),
	};
}
