import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

/** For the OpenAPI document. */
export const eventResponses = {
	200: { content: { 'text/event-stream': { schema: z.unknown().describe('Events, each with data in JSON.') } } },
};

/** Server-sent events to one client. */
export interface EventStream {
	/** Whether nobody listens any more. */
	readonly closed: boolean;
	/** Whether the client has yet to read what was sent: what it can do without is better left out. */
	readonly behind: boolean;
	/** Tells of a value under the name of its event. */
	send(event: string, data: unknown): void;
	onClose(callback: () => void): void;
}

/** Answers with what the work sends, until it is done or the client has gone. */
export function sendEvents(request: FastifyRequest, reply: FastifyReply, work: (events: EventStream) => Promise<void>): FastifyReply {
	const stream = new PassThrough();
	const events: EventStream = {
		get closed() {
			return stream.destroyed;
		},
		get behind() {
			return stream.writableNeedDrain;
		},
		send: (event, data) => void stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
		onClose: (callback) => stream.once('close', callback),
	};
	void work(events)
		.catch((error: unknown) => request.log.error({ err: error }, 'events ended early'))
		.finally(() => stream.end());
	return reply.type('text/event-stream').header('cache-control', 'no-store').send(stream);
}
