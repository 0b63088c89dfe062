import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';

/** The OpenAPI document, made from the schemas of the routes. Register before them. */
export async function openApiPlugin(app: FastifyInstance, version: string): Promise<void> {
	await app.register(swagger, {
		openapi: {
			openapi: '3.1.0',
			info: { title: 'Assay', version, description: 'Runs candidate programs against test suites and says exactly which tests they pass.' },
			components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
			security: [{ key: [] }, {}],
		},
		transform: createJsonSchemaTransform({}),
	});
	app.get('/openapi.json', { config: { public: true }, schema: { hide: true } }, async () => app.swagger());
}
