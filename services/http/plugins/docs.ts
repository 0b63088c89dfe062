import apiReference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';

/** The page may only talk to us: no fonts, scripts or calls from elsewhere. */
const contentPolicy = [
	"default-src 'self'",
	"script-src 'self' 'unsafe-inline'",
	"style-src 'self' 'unsafe-inline'",
	"img-src 'self' data: blob:",
	"font-src 'self' data:",
	"connect-src 'self'",
	"frame-ancestors 'none'",
].join('; ');

/** The API reference at /docs, whose script is part of our dependencies and served by us. */
export async function docsPlugin(app: FastifyInstance): Promise<void> {
	await app.register(apiReference, {
		routePrefix: '/docs',
		logLevel: 'warn',
		hooks: {
			onRequest: (_request, reply, done) => {
				reply.header('content-security-policy', contentPolicy);
				done();
			},
		},
		configuration: {
			url: '/openapi.json',
			pageTitle: 'Assay API',
			withDefaultFonts: false,
			telemetry: false,
			agent: { disabled: true },
			mcp: { disabled: true },
			hideClientButton: true,
			showDeveloperTools: 'never',
			proxyUrl: '',
		},
	});
}
