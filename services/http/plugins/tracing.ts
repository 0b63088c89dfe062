import { type Context, context, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import { contextOf, serverSpan, startSpan } from '../../spans.ts';

declare module 'fastify' {
	interface FastifyRequest {
		/** Its span, and what runs within it. */
		traced: { readonly span: Span; readonly within: Context } | undefined;
	}
}

/** Asked every few seconds by those who watch, and of no interest. */
const untraced: ReadonlySet<string | undefined> = new Set(['/healthz', '/readyz', '/metrics']);

/** A span for each request, below that of a client that has sent one (`traceparent`). */
export function tracingPlugin(app: FastifyInstance): void {
	app.decorateRequest('traced', undefined);
	app.addHook('onRequest', async (request) => {
		const { method, headers, routeOptions } = request;
		if (untraced.has(routeOptions.url)) return;
		const route = routeOptions.url ?? 'none';
		const attributes = { 'http.request.method': method, 'http.route': route, 'assay.request_id': request.id };
		const parent = contextOf(headers);
		const span = startSpan(`${method} ${route}`, { kind: serverSpan, attributes, parent });
		request.traced = { span, within: trace.setSpan(parent, span) };
	});
	// The body has been read by now, behind which nothing knows what it was called from.
	app.addHook('preHandler', (request, _reply, done) => {
		if (request.traced === undefined) done();
		else context.with(request.traced.within, done);
	});
	app.addHook('onResponse', async ({ traced }, { statusCode }) => {
		traced?.span.setAttribute('http.response.status_code', statusCode);
		if (statusCode >= 500) traced?.span.setStatus({ code: SpanStatusCode.ERROR });
		traced?.span.end();
	});
	// Where there is no response, since the client has gone.
	app.addHook('onRequestAbort', async ({ traced }) => traced?.span.end());
}
