import type { FastifyReply } from 'fastify';

/** The client closed its connection before it had the whole answer. */
export class ClientGone extends Error {
	constructor() {
		super('the client closed the connection');
		this.name = 'ClientGone';
	}
}

/** A signal that aborts when the connection closes before the response is finished. */
export function clientGone({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
	const controller = new AbortController();
	raw.once('close', () => {
		if (!raw.writableFinished) controller.abort(new ClientGone());
	});
	return controller.signal;
}
