import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ProblemDetails, problemMediaType } from '../../contract/problem-details.ts';

const describe = createJsonSchemaTransform({});
/** Puts the shapes that have a name into the document, once. */
const addNamedShapes = createJsonSchemaTransformObject({});

const answersOf = (schema: object): object => ('response' in schema && typeof schema.response === 'object' ? (schema.response ?? {}) : {});

/** How every route says that it did not do what it was asked. */
const anyError = {
	description: 'What was wrong, as RFC 9457 has it.',
	content: { [problemMediaType]: { schema: z.toJSONSchema(ProblemDetails) } },
};

/** What a group of routes is. */
type Tag = { readonly name: string; readonly description: string };

/** The OpenAPI document, made from the schemas of the routes. Register before them. */
export async function openApiPlugin(app: FastifyInstance, version: string, tags: readonly Tag[]): Promise<void> {
	await app.register(swagger, {
		openapi: {
			openapi: '3.1.0',
			info: { title: 'Assay', version, description: 'Runs candidate programs against test suites and says exactly which tests they pass.' },
			tags: tags.map(({ name, description }) => ({ name, description })),
			components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
			security: [{ key: [] }, {}],
		},
		transformObject: addNamedShapes,
		transform: (route) => {
			const { schema, url } = describe(route);
			return { url, schema: { ...schema, response: { default: anyError, ...answersOf(schema) } } };
		},
	});
	app.get('/openapi.json', { config: { public: true }, schema: { hide: true } }, async () => app.swagger());
}
