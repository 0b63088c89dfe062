import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';
import { parseJson } from '../../contract/json.ts';
import { AssayError } from '../../errors.ts';
import { splitLines, type TextLines } from '../lines.ts';
import { readBody } from '../read-body.ts';

export const linesMediaTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];

/** Reads request bodies: JSON and NDJSON, plain, gzip or zstd, with caps on both sizes. */
export function bodiesPlugin(app: FastifyInstance, config: Pick<Config, 'bodyLimitMb' | 'expandedLimitMb'>): void {
	const limits = { wireBytes: config.bodyLimitMb * 1024 * 1024, expandedBytes: config.expandedLimitMb * 1024 * 1024 };
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', async (request: FastifyRequest, payload: Readable): Promise<unknown> => {
		const body = await readBody(payload, request.headers, limits);
		if (body.length === 0) throw new AssayError('invalid_json', 'the body is empty');
		return parseJson(body);
	});
	app.addContentTypeParser(linesMediaTypes, async (request: FastifyRequest, payload: Readable): Promise<TextLines> => {
		return splitLines(await readBody(payload, request.headers, limits));
	});
}
