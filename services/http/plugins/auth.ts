import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AssayError } from '../../errors.ts';
import { Allowance } from '../../tenancy/allowance.ts';
import { type KeyRecord, type KeyRing, mayDo, type Scope, seesTests } from '../../tenancy/keys.ts';

declare module 'fastify' {
	interface FastifyRequest {
		/** Whose problems are seen and whose turn in the queue is taken. */
		tenant: string;
		/** The name of the key that came with it. */
		keyName: string | undefined;
		/** Whether tests may be seen, with their expected outputs and what quotes them. */
		maySeeTests: boolean;
		/** Counts programs that are to be judged against the limits of the key; throws `rate_limited` or `quota_exceeded` when they are used up. */
		charge(programs: number): void;
	}
	interface FastifyContextConfig {
		/** Served without a key even where keys are set. */
		readonly public?: boolean;
		/** A key needs one of these; `admin` is always enough, and needed where nothing is said. */
		readonly scopes?: readonly Scope[];
	}
}

/** Where no keys are set there is one tenant. */
const onlyTenant = 'default';

/**
 * Asks for an API key on every route that is not marked public, once any key is
 * set, and for one that is good for the route. Documents of the docs page are public
 * by their prefix.
 */
export function authPlugin(app: FastifyInstance, keys: KeyRing): void {
	const allowances = new Map<KeyRecord, Allowance>(keys.records.map((record) => [record, new Allowance(record)]));
	app.decorateRequest('tenant', onlyTenant);
	app.decorateRequest('keyName', undefined);
	app.decorateRequest('maySeeTests', true);
	app.decorateRequest('charge', () => undefined);
	app.addHook('onRequest', async (request) => {
		if (keys.records.length === 0 || isPublic(request)) return;
		const record = keys.find(keyOf(request) ?? '');
		if (record === undefined) {
			throw new AssayError('unauthorized', 'no API key, or one that is not known', { hint: 'Send `Authorization: Bearer KEY`.' });
		}
		request.tenant = record.tenant;
		request.keyName = record.name;
		const wanted = request.routeOptions.config.scopes ?? ['admin'];
		if (!mayDo(record, wanted)) {
			throw new AssayError('forbidden', `the key ${JSON.stringify(record.name)} has not the scope ${wanted.join(' or ')}`, {
				hint: `It has: ${record.scopes.join(', ')}.`,
			});
		}
		request.maySeeTests = mayDo(record, seesTests);
		request.charge = (programs) => charge(allowances.get(record), programs);
	});
}

function charge(allowance: Allowance | undefined, programs: number): void {
	const refusal = allowance?.spend(programs);
	if (refusal === undefined) return;
	const { limit, most, retryAfterSeconds } = refusal;
	const [code, per] = limit === 'programs_per_day' ? (['quota_exceeded', 'day'] as const) : (['rate_limited', 'minute'] as const);
	throw new AssayError(code, `this key may have ${most} programs judged a ${per}`, {
		hint: `Try again in ${retryAfterSeconds} s.`,
		retryAfterSeconds,
	});
}

function isPublic(request: FastifyRequest): boolean {
	const { config, url } = request.routeOptions;
	return request.is404 || config.public === true || url === '/docs' || url?.startsWith('/docs/') === true;
}

function keyOf(request: FastifyRequest): string | undefined {
	const [, scheme = '', credentials = ''] = /^(Bearer|Basic) +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
	const header = request.headers['x-api-key'];
	if (scheme.toLowerCase() === 'basic') return passwordOf(credentials);
	return scheme === '' && typeof header === 'string' ? header : credentials;
}

/** Clients that can be told nothing but a URL send what stands in it before the host: `http://any-name:KEY@host/`. */
function passwordOf(credentials: string): string | undefined {
	const [, password] = /^[^:]*:(.*)$/s.exec(Buffer.from(credentials, 'base64').toString()) ?? [];
	return password;
}
