import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Metrics } from '../telemetry/metrics.ts';
import type { KeyRing } from '../tenancy/keys.ts';
import { authPlugin } from './plugins/auth.ts';
import { errorsPlugin } from './plugins/errors.ts';
import { metricsPlugin } from './plugins/metrics.ts';
import { notFoundPlugin } from './plugins/not-found.ts';
import { zodPlugin } from './plugins/zod.ts';
import { probeRoutes, type WhyNotReady } from './routes/probes.ts';

export interface WorkerAppDependencies {
	readonly logger: FastifyBaseLogger;
	readonly keys: KeyRing;
	readonly metrics: Metrics;
	readonly whyNotReady: WhyNotReady;
}

/** What a worker answers over HTTP: probes and metrics. */
export function buildWorkerApp({ logger, keys, metrics, whyNotReady }: WorkerAppDependencies): FastifyInstance {
	const app = Fastify({ loggerInstance: logger, forceCloseConnections: true });
	zodPlugin(app);
	errorsPlugin(app);
	notFoundPlugin(app);
	authPlugin(app, keys);
	metricsPlugin(app, metrics);
	app.register(probeRoutes(whyNotReady));
	return app;
}
