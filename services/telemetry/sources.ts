import { Counter, Gauge, type Registry } from 'prom-client';
import type { GraderStats } from '../execution/contract.ts';
import type { LanguageUsage } from '../execution/usage.ts';
import type { QueueStats } from '../queue/contract.ts';

/** Those who judge. */
export interface LoadStats {
	readonly workers: number;
	readonly slots: number;
	readonly busySlots: number;
}

/** The workers of a fleet. */
export interface FleetStats extends LoadStats {
	/** How many workers have each of the languages that there have been. */
	workersByLanguage(): ReadonlyMap<string, number>;
}

export interface RedisMemoryStats {
	readonly usedBytes: number;
	readonly limitBytes: number;
	readonly evicts: boolean;
}

/** The room in the data folder. */
export interface DiskStats {
	readonly freeBytes: number;
	/** Whether that is too little to work. */
	readonly full: boolean;
}

/** What a process has; the metrics of the others are not there. */
export interface MetricsSources {
	readonly queue?: (() => QueueStats) | undefined;
	readonly grader?: (() => GraderStats) | undefined;
	readonly fleet?: (() => FleetStats) | undefined;
	readonly redisConnected?: (() => boolean) | undefined;
	/** Undefined before it was first asked. */
	readonly redisMemory?: (() => RedisMemoryStats | undefined) | undefined;
	/** Where this process is a worker of a fleet. */
	readonly disk?: (() => DiskStats) | undefined;
}

type Labelled = ReadonlyMap<string, number>;

/** Registers what is read at each scrape. */
export function readSources(registry: Registry, { queue, grader, fleet, redisConnected, redisMemory, disk }: MetricsSources): void {
	if (queue !== undefined) readQueue(registry, queue);
	if (grader !== undefined) readGrader(registry, grader);
	if (fleet !== undefined) readFleet(registry, fleet);
	if (redisConnected !== undefined) {
		gauge(registry, 'assay_redis_connected', '1 while this process is connected to Redis.', () => Number(redisConnected()));
	}
	if (redisMemory !== undefined) readRedisMemory(registry, redisMemory);
	if (disk !== undefined) {
		gauge(registry, 'assay_disk_free_bytes', 'Room in the data folder.', () => disk().freeBytes);
		gauge(registry, 'assay_disk_full', '1 while there is too little, and no programs are taken for it.', () => Number(disk().full));
	}
}

function readQueue(registry: Registry, queue: () => QueueStats): void {
	gauge(registry, 'assay_queue_waiting', 'Programs waiting for a slot.', () => queue().waiting);
	gauge(registry, 'assay_queue_oldest_seconds', 'Time for which the oldest program waits that this process has submitted.', () => {
		return queue().oldestWaitMs / 1000;
	});
	gauge(registry, 'assay_queue_running', 'Programs being judged.', () => queue().running);
	gauge(registry, 'assay_queue_limit', 'Programs that may wait.', () => queue().limit);
}

function readGrader(registry: Registry, grader: () => GraderStats): void {
	gauge(registry, 'assay_slots', 'Sandbox slots.', () => grader().slots);
	gauge(registry, 'assay_slots_busy', 'Sandbox slots in use.', () => grader().busySlots);
	gauge(registry, 'assay_slots_empty', 'Free slots without a sandbox: the next program waits for one.', () => grader().emptySlots);
	count(registry, 'assay_sandboxes_created_total', 'Sandboxes made.', () => grader().sandboxesCreated);
	count(registry, 'assay_sandboxes_discarded_total', 'Sandboxes thrown away.', () => grader().sandboxesDiscarded);
	count(registry, 'assay_sandbox_faults_total', 'Sandboxes that failed or could not be made.', () => grader().sandboxFaults);
	count(registry, 'assay_compile_cache_hits_total', 'Compilations saved.', () => grader().compileCacheHits);
	count(registry, 'assay_compile_cache_misses_total', 'Compilations done.', () => grader().compileCacheMisses);
	count(registry, 'assay_disk_cache_faults_total', 'Compiled programs that could not be kept on disk.', () => grader().diskCacheFaults);
	const used = (name: string, help: string, read: (usage: LanguageUsage) => number) =>
		count(registry, name, help, () => new Map([...grader().usage].map(([language, usage]) => [language, read(usage)])));
	used('assay_slot_seconds_total', 'Time for which programs held a slot.', ({ slotMs }) => slotMs / 1000);
	used('assay_compilations_total', 'Compilations done, by language.', ({ compilations }) => compilations);
	used('assay_compile_seconds_total', 'Time that compilations took.', ({ compileMs }) => compileMs / 1000);
	used('assay_tests_run_total', 'Tests that were run here, by language.', ({ tests }) => tests);
	used('assay_test_cpu_seconds_total', 'CPU time of tests.', ({ testCpuMs }) => testCpuMs / 1000);
	used('assay_test_wall_seconds_total', 'Time from the start of tests to their end.', ({ testWallMs }) => testWallMs / 1000);
}

function readFleet(registry: Registry, fleet: () => FleetStats): void {
	gauge(registry, 'assay_fleet_workers', 'Workers that have announced themselves.', () => fleet().workers);
	gauge(registry, 'assay_fleet_slots', 'Sandbox slots of all workers.', () => fleet().slots);
	gauge(registry, 'assay_fleet_slots_busy', 'Sandbox slots of all workers in use.', () => fleet().busySlots);
	gauge(registry, 'assay_fleet_language_workers', 'Workers that have a language, of those that some worker has had.', () => {
		return fleet().workersByLanguage();
	});
}

function readRedisMemory(registry: Registry, memory: () => RedisMemoryStats | undefined): void {
	gauge(registry, 'assay_redis_memory_used_bytes', 'Memory of Redis in use.', () => memory()?.usedBytes ?? 0);
	gauge(registry, 'assay_redis_memory_limit_bytes', 'maxmemory of Redis; 0: none.', () => memory()?.limitBytes ?? 0);
	gauge(registry, 'assay_redis_evicts', '1 where Redis would throw jobs away when it is full.', () => Number(memory()?.evicts ?? false));
}

/** A number, or one for each language. */
function gauge(registry: Registry, name: string, help: string, read: () => number | Labelled): void {
	new Gauge({
		...{ name, help, labelNames: ['language'], registers: [registry] },
		collect() {
			const value = read();
			if (typeof value === 'number') this.set(value);
			else for (const [language, number] of value) this.set({ language }, number);
		},
	});
}

/** The same of what only grows. */
function count(registry: Registry, name: string, help: string, read: () => number | Labelled): void {
	new Counter({
		...{ name, help, labelNames: ['language'], registers: [registry] },
		collect() {
			const value = read();
			this.reset();
			if (typeof value === 'number') this.inc(value);
			else for (const [language, number] of value) this.inc({ language }, number);
		},
	});
}
