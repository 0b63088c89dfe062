import type { FastifyInstance } from 'fastify';
import { AssayError } from '../../errors.ts';
import { sendProblem } from './errors.ts';

/** 404 for unknown paths; 405 with `Allow` for known ones with another method. Register before the routes. */
export function notFoundPlugin(app: FastifyInstance): void {
	const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
	app.addHook('onRoute', ({ url, method }) => {
		routes.push({ pattern: patternOf(url), methods: [method].flat() });
	});
	app.setNotFoundHandler((request, reply) => {
		const path = request.url.split('?', 1)[0] ?? '';
		const methods = new Set(routes.filter((route) => route.pattern.test(path)).flatMap((route) => route.methods));
		if (methods.size === 0) {
			sendProblem(
				reply,
				request,
				new AssayError('not_found', 'nothing is served at this path', { hint: 'GET /openapi.json lists the paths.' }),
			);
			return;
		}
		const allow = [...methods].sort().join(', ');
		reply.header('allow', allow);
		sendProblem(reply, request, new AssayError('method_not_allowed', `this path allows ${allow}`));
	});
}

function patternOf(url: string): RegExp {
	const segments = url.split('/').map((segment) => (segment.startsWith(':') ? '[^/]+' : escapeRegExp(segment)));
	return new RegExp(`^${segments.join('/')}$`);
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
