import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Scope } from '../tenancy/keys.ts';
import { answerBrokenRequest } from './broken-request.ts';
import { compatProtocols, compatRoutes } from './compat/index.ts';
import type { AppDependencies } from './dependencies.ts';
import { authPlugin } from './plugins/auth.ts';
import { bodiesPlugin } from './plugins/bodies.ts';
import { docsPlugin } from './plugins/docs.ts';
import { errorsPlugin } from './plugins/errors.ts';
import { goodbyePlugin } from './plugins/goodbye.ts';
import { metricsPlugin } from './plugins/metrics.ts';
import { notFoundPlugin } from './plugins/not-found.ts';
import { openApiPlugin } from './plugins/openapi.ts';
import { tracingPlugin } from './plugins/tracing.ts';
import { zodPlugin } from './plugins/zod.ts';
import { curriculumRoutes } from './routes/curriculum.ts';
import { dashboardRoutes } from './routes/dashboard.ts';
import { gradeRoutes } from './routes/grade.ts';
import { jobRoutes } from './routes/jobs.ts';
import { languageRoutes } from './routes/languages.ts';
import { liveRoutes } from './routes/live.ts';
import { probeRoutes, whyNotServing } from './routes/probes.ts';
import { problemRoutes } from './routes/problems.ts';
import { rewardRoutes, snapshotRoutes } from './routes/rewards.ts';
import { submissionRoutes } from './routes/submissions.ts';

/** Builds the application without listening; tests use `inject()`. */
export async function buildApp(dependencies: AppDependencies): Promise<FastifyInstance> {
	const app = createFastify(dependencies);
	zodPlugin(app);
	errorsPlugin(app);
	notFoundPlugin(app);
	authPlugin(app, dependencies.keys);
	bodiesPlugin(app, dependencies.config);
	metricsPlugin(app, dependencies.metrics);
	if (dependencies.config.otlpEndpoint !== undefined) tracingPlugin(app);
	goodbyePlugin(app, dependencies.queue);
	await openApiPlugin(app, dependencies.version, compatProtocols);
	await app.register(dashboardRoutes());
	await app.register(probeRoutes(whyNotServing(dependencies)));
	await app.register(forScopes(['view', 'grade', 'label'], languageRoutes(dependencies)));
	await app.register(forScopes(['view', 'grade', 'label'], problemRoutes(dependencies)));
	await app.register(forScopes(['view', 'grade', 'label'], liveRoutes(dependencies)));
	await app.register(forScopes(['view', 'grade', 'label'], submissionRoutes(dependencies)));
	await app.register(forScopes(['grade'], gradeRoutes(dependencies)));
	await app.register(forScopes(['grade'], rewardRoutes(dependencies)));
	await app.register(forScopes(['grade', 'label'], snapshotRoutes(dependencies)));
	await app.register(forScopes(['grade'], curriculumRoutes(dependencies)));
	await app.register(forScopes(['label'], jobRoutes(dependencies)));
	await app.register(compatRoutes(dependencies));
	await docsPlugin(app);
	await app.ready();
	return app;
}

/** Routes for keys with one of these scopes, where a route does not say which. */
function forScopes(scopes: readonly Scope[], routes: FastifyPluginAsyncZod): FastifyPluginAsyncZod {
	return async (app, options) => {
		app.addHook('onRoute', (route) => {
			route.config = { scopes, ...route.config };
		});
		await routes(app, options);
	};
}

/** Longer than the 60 s after which load balancers and clients drop an idle connection, so that they close it and not we. */
const keepAliveTimeoutMs = 75_000;
const headersTimeoutMs = 60_000;

function createFastify({ config, logger }: AppDependencies): FastifyInstance {
	return Fastify({
		loggerInstance: logger,
		genReqId: () => randomUUID(),
		keepAliveTimeout: keepAliveTimeoutMs,
		requestTimeout: config.requestTimeoutMs,
		http: {
			headersTimeout: Math.min(headersTimeoutMs, config.requestTimeoutMs),
			connectionsCheckingInterval: Math.min(5_000, config.requestTimeoutMs),
		},
		forceCloseConnections: 'idle',
		clientErrorHandler: answerBrokenRequest,
		return503OnClosing: false,
		routerOptions: { maxParamLength: 4096 },
		bodyLimit: config.expandedLimitMb * 1024 * 1024,
	});
}
