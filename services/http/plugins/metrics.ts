import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../../telemetry/metrics.ts';

/** Counts and times every request, by route pattern and not by URL, which would be without bound. */
export function metricsPlugin(app: FastifyInstance, metrics: Metrics): void {
	app.addHook('onResponse', async (request, reply) => {
		metrics.recordRequest({
			method: request.method,
			route: request.routeOptions.url ?? 'none',
			status: reply.statusCode,
			seconds: reply.elapsedTime / 1000,
			errorCode: request.errorCode,
		});
	});
	app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
		reply.type(metrics.registry.contentType);
		return await metrics.registry.metrics();
	});
}
