import type { FastifyRequest } from 'fastify';
import { ndjsonMediaType } from '../contract/grade-stream.ts';

/** Whether the client asked for its answer line by line. */
export function wantsLines(request: Pick<FastifyRequest, 'headers'>): boolean {
	return request.headers.accept?.split(',').some((type) => type.split(';', 1)[0]?.trim() === ndjsonMediaType) === true;
}
