import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { LiveView } from '../../contract/live.ts';
import type { AppDependencies } from '../dependencies.ts';
import { eventResponses, sendEvents } from '../events.ts';

/** Between two events. */
const everyMs = 1_000;

/** `GET /v1/live`: how the server stands, once or every second. */
export function liveRoutes({ queue, activity, load }: Pick<AppDependencies, 'queue' | 'activity' | 'load'>): FastifyPluginAsyncZod {
	const startedAt = new Date().toISOString();
	const view = (tenant: string): LiveView => {
		const { waiting, running, limit } = queue.stats();
		const { workers, slots, busySlots } = load();
		return {
			at: new Date().toISOString(),
			started_at: startedAt,
			queue: { waiting, running, limit },
			slots: { total: slots, busy: busySlots },
			workers,
			...activity.of(tenant),
		};
	};
	return async (app) => {
		const tags = ['live'];
		app.get('/v1/live', { schema: { summary: 'How the server stands now', tags, response: { 200: LiveView } } }, async (request) =>
			view(request.tenant),
		);
		app.get(
			'/v1/live/events',
			{ schema: { summary: 'How the server stands, every second, as server-sent events', tags, response: eventResponses } },
			async (request, reply) =>
				sendEvents(request, reply, async (events) => {
					while (!events.closed && !queue.stats().draining) {
						if (!events.behind) events.send('live', view(request.tenant));
						await delay(everyMs, undefined, { ref: false });
					}
				}),
		);
	};
}
