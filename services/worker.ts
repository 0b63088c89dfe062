import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { TestResult } from './contract/verdict.ts';
import { openDiskCache } from './disk-cache.ts';
import { DiskRoom } from './disk-room.ts';
import { AssayError } from './errors.ts';
import type { Grader } from './execution/contract.ts';
import { buildWorkerApp } from './http/worker-app.ts';
import { engineCodec } from './queue/bullmq/engine-codec.ts';
import type { SharedDisk } from './queue/bullmq/shared.ts';
import { openRedisWorker, type RedisWorker } from './queue/bullmq/worker.ts';
import { type EngineJob, type EngineResult, engineWork } from './queue/engine.ts';
import { faultTeller } from './telemetry/faults.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { openKeyRing } from './tenancy/keys-file.ts';

export interface WorkerOptions {
	readonly config: Config;
	/** The engine; the worker uses it and leaves closing it to the caller. */
	readonly grader: Grader;
	readonly logger: Logger;
	readonly version: string;
}

export interface RunningWorker {
	/** Where it answers probes. */
	readonly url: string;
	/** Takes no more, lets running work end within the grace time, gives the rest to other workers, closes everything. */
	stop(): Promise<void>;
}

/** Judges programs of a fleet; over HTTP there are only probes and metrics. */
export async function startWorker({ config, grader, logger, version }: WorkerOptions): Promise<RunningWorker> {
	const { redisUrl, shutdownGraceMs } = config;
	if (redisUrl === undefined) throw new AssayError('internal_error', 'a worker without Redis');
	const keys = await openKeyRing(config);
	await using resources = new AsyncDisposableStack();
	const metrics = createMetrics({ version, role: config.role, processMetrics: true });
	const onFault = faultTeller(logger, metrics)('worker');
	const room = resources.use(await openRoom(config, logger));
	const worker = resources.use(await openWorker({ config, redisUrl, grader, version, room, onFault }));
	metrics.watch({ grader: () => grader.stats(), redisConnected: () => worker.connected, disk: () => room });
	const app = buildWorkerApp({ logger, keys, metrics, whyNotReady: async () => worker.trouble });
	resources.defer(async () => await app.close());
	const url = await app.listen({ host: config.host, port: config.port });
	const held = resources.move();
	return {
		url,
		stop: async () => {
			await worker.drain(AbortSignal.timeout(shutdownGraceMs));
			await held.disposeAsync();
		},
	};
}

interface EngineWorkerOptions extends Omit<WorkerOptions, 'logger'> {
	readonly redisUrl: string;
	readonly room: DiskRoom;
	readonly onFault: (fault: unknown) => void;
}

/** A worker around an engine, with the languages that are installed here. */
export async function openWorker({
	config,
	redisUrl,
	grader,
	version,
	room,
	onFault,
}: EngineWorkerOptions): Promise<RedisWorker<EngineJob, EngineResult, TestResult>> {
	const [languages, versions] = await Promise.all([grader.languages(), grader.versions()]);
	const installed = languages.filter((language) => language.installed).map(({ name }) => [name, versions.get(name) ?? null] as const);
	return await openRedisWorker({
		...{ redisUrl, onFault, slots: grader.concurrency, release: version, languages: new Map(installed) },
		lockMs: config.workerTimeoutMs,
		codec: engineCodec(),
		disk: await openSuites(config, onFault),
		handler: engineWork(grader),
		whyNotNow: () => (room.full ? 'no room in the data folder' : undefined),
	});
}

/** The room that a worker has in its data folder, with a word to the log when it runs out and when it is back. */
export async function openRoom({ dataDir, diskReserveMb }: Config, logger: Logger): Promise<DiskRoom> {
	const reserveBytes = diskReserveMb * 2 ** 20;
	const onChange = (full: boolean) => {
		if (full) logger.error({ dataDir, diskReserveMb }, 'no room in the data folder: this worker takes no programs until there is some');
		else logger.warn({ dataDir }, 'there is room in the data folder again: this worker takes programs');
	};
	return await DiskRoom.open({ folder: dataDir, reserveBytes, onChange });
}

/** Suites on disk, by digest; without them they come from Redis each time the memory has none. */
async function openSuites({ dataDir, suiteCacheMb }: Config, onFault: (fault: unknown) => void): Promise<SharedDisk | undefined> {
	const cache = await openDiskCache(join(dataDir, 'sent-suites'), suiteCacheMb, onFault);
	if (cache === undefined) return undefined;
	const keyOf = (digest: string) => digest.slice(digest.indexOf(':') + 1);
	return { get: async (digest) => await cache.get(keyOf(digest)), put: async (digest, bytes) => await cache.put(keyOf(digest), bytes) };
}
