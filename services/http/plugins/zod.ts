import type { FastifyInstance } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { shapeError } from '../../contract/validation.ts';

/** Requests are parsed, and responses checked, by the zod schemas of the contract. */
export function zodPlugin(app: FastifyInstance): void {
	app.setSerializerCompiler(serializerCompiler);
	app.setValidatorCompiler(({ schema }) => {
		if (!(schema instanceof z.ZodType)) throw new TypeError('route schemas are zod schemas');
		return (data: unknown) => {
			const parsed = schema.safeParse(data);
			return parsed.success ? { value: parsed.data } : { error: shapeError(parsed.error) };
		};
	});
}
