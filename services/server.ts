import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { ActivityCounts } from './activity/counts.ts';
import { SubmissionKeeper } from './activity/keeper.ts';
import { watchedQueue } from './activity/watched-queue.ts';
import type { Config } from './config.ts';
import { AssayError } from './errors.ts';
import type { Grader } from './execution/contract.ts';
import { buildApp } from './http/app.ts';
import { JobRunner } from './jobs/runner.ts';
import { type Judging, judgeByFleet, judgeHere } from './judging.ts';
import { gradesOf, runsOf } from './queue/engine.ts';
import { observed } from './queue/observed.ts';
import { openStore } from './store/open.ts';
import { faultTeller, type OnFault } from './telemetry/faults.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { openKeyRing } from './tenancy/keys-file.ts';

export interface ServerOptions {
	readonly config: Config;
	/** The engine; the server uses it and leaves closing it to the caller. Absent: workers elsewhere judge. */
	readonly grader?: Grader | undefined;
	readonly logger: Logger;
	readonly version: string;
	/** Also report the heap and event loop of this process at /metrics; default true. */
	readonly processMetrics?: boolean;
}

export interface RunningServer {
	/** Where it listens, e.g. `http://127.0.0.1:8600`. */
	readonly url: string;
	readonly app: FastifyInstance;
	/** Stops accepting, lets running work end within the grace time, aborts the rest, closes everything. */
	stop(): Promise<void>;
}

/** Wires store, queue, metrics and application around an engine, and listens. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const { config, logger, version, grader: engine } = options;
	const keys = await openKeyRing(config);
	await using resources = new AsyncDisposableStack();
	const metrics = createMetrics({ version, role: config.role, processMetrics: options.processMetrics ?? true });
	const onFault = faultTeller(logger, metrics);
	const store = resources.use(await openStore(config, onFault('store')));
	const judging = resources.use(await openJudging(options, onFault));
	const { info: grader, sources } = judging;
	const work = observed(judging.queue, metrics);
	const activity = new ActivityCounts();
	const onKept = (tenant: string) => activity.addKept(tenant);
	const keeper = resources.use(new SubmissionKeeper({ store, most: config.keptSubmissions, onKept, onFault: onFault('store') }));
	const queue = watchedQueue(gradesOf(work), activity, keeper);
	metrics.watch({ queue: () => work.stats(), grader: engine && (() => engine.stats()), ...sources });
	const jobs = new JobRunner({ grader, queue, store, onFault: onFault('labelling') });
	const load = () => judging.load();
	const app = await buildApp({ config, logger, queue, runs: runsOf(work), store, keys, grader, jobs, metrics, activity, load, version });
	resources.defer(async () => await app.close());
	resources.use(jobs);
	await jobs.resume();
	const url = await app.listen({ host: config.host, port: config.port });
	const held = resources.move();
	return { url, app, stop: async () => await stop(app, judging, jobs, held, config.shutdownGraceMs) };
}

async function openJudging({ config, grader, logger, version }: ServerOptions, onFault: OnFault): Promise<Judging> {
	if (config.redisUrl !== undefined) return await judgeByFleet({ config, redisUrl: config.redisUrl, grader, logger, version, onFault });
	if (grader === undefined) throw new AssayError('internal_error', 'a server without an engine and without workers');
	return judgeHere(grader, config);
}

/** After the work is done or aborted, how long answers may still take to leave. */
const lastWordsMs = 2_000;

async function stop(app: FastifyInstance, judging: Judging, jobs: JobRunner, held: AsyncDisposableStack, graceMs: number) {
	// Jobs stop where they are, and go on when the server starts again; requests are let finish.
	await jobs[Symbol.asyncDispose]();
	const drained = judging.drain(AbortSignal.timeout(graceMs));
	const closed = app.close();
	await drained;
	const cut = setTimeout(() => app.server.closeAllConnections(), lastWordsMs);
	await closed;
	clearTimeout(cut);
	await held.disposeAsync();
}
