import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';
import { AssayError } from '../../errors.ts';

declare module 'fastify' {
	interface FastifyRequest {
		/** Whose problems are seen and whose turn in the queue is taken. */
		tenant: string;
	}
	interface FastifyContextConfig {
		/** Served without a key even where keys are set. */
		readonly public?: boolean;
	}
}

/** Where no keys are set there is one tenant. */
const onlyTenant = 'default';

/**
 * Asks for an API key on every route that is not marked public, once any key is
 * set. Keys are compared as hashes, all of them, in constant time. Documents of
 * the docs page are public by their prefix.
 */
export function authPlugin(app: FastifyInstance, config: Pick<Config, 'apiKeys'>): void {
	const keys = config.apiKeys.map(({ tenant, key }) => ({ tenant, hash: sha256(key) }));
	app.decorateRequest('tenant', onlyTenant);
	app.addHook('onRequest', async (request) => {
		if (keys.length === 0 || isPublic(request)) return;
		const given = sha256(keyOf(request) ?? '');
		const matching = keys.filter(({ hash }) => timingSafeEqual(hash, given));
		const match = matching[0];
		if (match === undefined) {
			throw new AssayError('unauthorized', 'no API key, or one that is not known', { hint: 'Send `Authorization: Bearer KEY`.' });
		}
		request.tenant = match.tenant;
	});
}

function isPublic(request: FastifyRequest): boolean {
	const { config, url } = request.routeOptions;
	return request.is404 || config.public === true || url === '/docs' || url?.startsWith('/docs/') === true;
}

function keyOf(request: FastifyRequest): string | undefined {
	const bearer = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
	const header = request.headers['x-api-key'];
	return bearer ?? (typeof header === 'string' ? header : undefined);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
