import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Liveness, Readiness } from '../../contract/system.ts';
import type { AppDependencies } from '../dependencies.ts';

/** Why a process should be sent no work now, in words; undefined: it should. */
export type WhyNotReady = () => Promise<string | undefined>;

/** `/healthz` says that the process lives; `/readyz` that it should be sent work. */
export function probeRoutes(whyNotReady: WhyNotReady): FastifyPluginAsyncZod {
	return async (app) => {
		const open = { config: { public: true }, logLevel: 'warn' } as const;
		app.get('/healthz', { ...open, schema: { tags: ['system'], response: { 200: Liveness } } }, async () => ({ status: 'ok' as const }));
		app.get('/readyz', { ...open, schema: { tags: ['system'], response: { 200: Readiness, 503: Readiness } } }, async (request, reply) => {
			const reason = await whyNotReady().catch((error: unknown) => {
				request.log.error({ err: error }, 'readiness check failed');
				return 'a part of the server does not answer';
			});
			if (reason === undefined) return { ready: true };
			return reply.code(503).send({ ready: false, reason });
		});
	};
}

/** For a process that answers requests. */
export function whyNotServing({ queue, store, grader }: Pick<AppDependencies, 'queue' | 'store' | 'grader'>): WhyNotReady {
	return async () => {
		if (queue.stats().draining) return 'shutting down';
		if (grader.concurrency === 0) return 'no sandbox slots';
		const languages = await grader.languages();
		if (languages.every(({ installed }) => !installed)) return 'no language is there';
		await store.ping();
		return undefined;
	};
}
