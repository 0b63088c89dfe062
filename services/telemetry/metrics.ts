import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { GradeResult } from '../contract/verdict.ts';
import type { GraderStats } from '../execution/contract.ts';
import type { QueueStats } from '../queue/contract.ts';

/** What is measured, in a registry of its own. */
export interface Metrics {
	readonly registry: Registry;
	recordRequest(request: { readonly method: string; readonly route: string; readonly status: number; readonly seconds: number }): void;
	recordGrade(result: GradeResult, seconds: number): void;
	/** A program that was only run. */
	recordRun(run: { readonly language: string; readonly status: string; readonly seconds: number }): void;
}

export interface FleetStats {
	readonly workers: number;
	readonly slots: number;
	readonly busySlots: number;
}

/** What a process has; the others of its gauges are not there. */
export interface MetricsSources {
	readonly queue?: (() => QueueStats) | undefined;
	readonly grader?: (() => GraderStats) | undefined;
	readonly fleet?: (() => FleetStats) | undefined;
	/** Also measure this process (heap, event loop lag); for servers, not for tests. */
	readonly processMetrics?: boolean;
}

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Builds the metrics; gauges are read from their sources at each scrape. */
export function createMetrics(sources: MetricsSources): Metrics {
	const registry = new Registry();
	const registers = [registry];
	if (sources.processMetrics === true) collectDefaultMetrics({ register: registry });
	registerGauges(registry, sources);
	const requests = new Histogram({
		name: 'assay_http_request_duration_seconds',
		help: 'Time from the request to the end of its response.',
		labelNames: ['method', 'route', 'status'],
		buckets: secondsBuckets,
		registers,
	});
	const programs = new Histogram({
		name: 'assay_grade_duration_seconds',
		help: 'Time to judge a program, waiting in the queue included.',
		labelNames: ['language', 'verdict'],
		buckets: secondsBuckets,
		registers,
	});
	const runs = new Histogram({
		name: 'assay_run_duration_seconds',
		help: 'Time to run a program that is not judged, waiting in the queue included.',
		labelNames: ['language', 'status'],
		buckets: secondsBuckets,
		registers,
	});
	const tests = new Counter({ name: 'assay_tests_total', help: 'Tests by verdict.', labelNames: ['verdict'], registers });
	return {
		registry,
		recordRequest: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
		recordGrade: (result, seconds) => {
			programs.observe({ language: result.language, verdict: result.verdict }, seconds);
			for (const test of result.tests) tests.inc({ verdict: test.verdict });
		},
		recordRun: ({ language, status, seconds }) => runs.observe({ language, status }, seconds),
	};
}

function registerGauges(registry: Registry, { queue, grader, fleet }: MetricsSources): void {
	const gauge = (name: string, help: string, read: () => number) =>
		new Gauge({
			name,
			help,
			registers: [registry],
			collect() {
				this.set(read());
			},
		});
	if (queue !== undefined) {
		gauge('assay_queue_waiting', 'Programs waiting for a slot.', () => queue().waiting);
		gauge('assay_queue_running', 'Programs being judged.', () => queue().running);
		gauge('assay_queue_limit', 'Programs that may wait.', () => queue().limit);
	}
	if (grader !== undefined) {
		gauge('assay_slots', 'Sandbox slots.', () => grader().slots);
		gauge('assay_slots_busy', 'Sandbox slots in use.', () => grader().busySlots);
		gauge('assay_sandboxes_created', 'Sandboxes made since start.', () => grader().sandboxesCreated);
		gauge('assay_sandboxes_discarded', 'Sandboxes thrown away since start.', () => grader().sandboxesDiscarded);
		gauge('assay_compile_cache_hits', 'Compilations saved since start.', () => grader().compileCacheHits);
		gauge('assay_compile_cache_misses', 'Compilations done since start.', () => grader().compileCacheMisses);
	}
	if (fleet !== undefined) {
		gauge('assay_fleet_workers', 'Workers that have announced themselves.', () => fleet().workers);
		gauge('assay_fleet_slots', 'Sandbox slots of all workers.', () => fleet().slots);
		gauge('assay_fleet_slots_busy', 'Sandbox slots of all workers in use.', () => fleet().busySlots);
	}
}
