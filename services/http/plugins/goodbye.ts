import type { FastifyInstance } from 'fastify';
import type { GradeQueue } from '../dependencies.ts';

/** While the server stops, each answer is the last on its connection; an idle one would keep the process alive. */
export function goodbyePlugin(app: FastifyInstance, queue: Pick<GradeQueue, 'stats'>): void {
	app.addHook('onSend', async (_request, reply) => {
		if (queue.stats().draining) reply.header('connection', 'close');
	});
}
