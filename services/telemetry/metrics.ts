import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type ErrorCode, errorCatalogue } from '../errors.ts';
import { type FaultPart, faultParts } from './causes.ts';
import { type ProgramMetrics, programMetrics, secondsBuckets } from './programs.ts';
import { type MetricsSources, readSources } from './sources.ts';

/** What is measured, in a registry of its own. */
export interface Metrics extends ProgramMetrics {
	readonly registry: Registry;
	/** Reads these at each scrape from now on. */
	watch(sources: MetricsSources): void;
	recordRequest(request: AnsweredRequest): void;
	/** A fault of ours, of a part of this process. */
	recordFault(part: FaultPart): void;
}

export interface AnsweredRequest {
	readonly method: string;
	readonly route: string;
	readonly status: number;
	readonly seconds: number;
	/** Where the answer was an error of the catalogue. */
	readonly errorCode: ErrorCode | undefined;
}

export interface MetricsOptions {
	readonly version: string;
	/** A worker is not asked for programs, and does not count them. */
	readonly role: string;
	/** Also measure this process (heap, event loop lag); for servers, not for tests. */
	readonly processMetrics?: boolean;
}

/**
 * Builds the metrics. Labels are closed lists: languages, verdicts, routes, codes of errors; never what a client
 * has named. What happens is counted here; what is so is read at each scrape, see `sources.ts`.
 */
export function createMetrics({ version, role, processMetrics }: MetricsOptions): Metrics {
	const registry = new Registry();
	const registers = [registry];
	if (processMetrics === true) collectDefaultMetrics({ register: registry });
	const requests = new Histogram({
		name: 'assay_http_request_duration_seconds',
		help: 'Time from the request to the end of its response.',
		labelNames: ['method', 'route', 'status'],
		buckets: secondsBuckets,
		registers,
	});
	const counter = <L extends string>(name: string, help: string, labelNames: L[]) => new Counter({ name, help, labelNames, registers });
	const errors = counter('assay_http_errors_total', 'Requests that were answered with an error, by its code.', ['code']);
	const faults = counter('assay_faults_total', 'Faults of ours, by the part that had them.', ['part']);
	// What begins with 1 has not increased, for who asks for that.
	for (const code of Object.keys(errorCatalogue)) errors.inc({ code }, 0);
	for (const part of faultParts) faults.inc({ part }, 0);
	const info = { name: 'assay_build_info', help: '1, with the version and the role of this process.' };
	new Gauge({ ...info, labelNames: ['version', 'role'], registers }).set({ version, role }, 1);
	return {
		registry,
		...programMetrics(role === 'worker' ? [] : registers),
		watch: (sources) => readSources(registry, sources),
		recordRequest: ({ method, route, status, seconds, errorCode }) => {
			requests.observe({ method, route, status }, seconds);
			if (errorCode !== undefined) errors.inc({ code: errorCode });
		},
		recordFault: (part) => faults.inc({ part }),
	};
}
