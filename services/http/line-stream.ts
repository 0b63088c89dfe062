import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ndjsonMediaType } from '../contract/grade-stream.ts';
import { describeProblem, type ProblemDetails } from '../contract/problem-details.ts';
import { toAssayError } from './plugins/errors.ts';

export interface LineStream<Line> {
	/** Does the work, writing each line as it comes. */
	readonly work: (write: (line: Line) => void) => Promise<void>;
	/** The last line, when the work fails after its first. */
	readonly errorLine: (error: ProblemDetails) => Line;
}

/** Whether the client asked for its answer line by line. */
export function wantsLines(request: Pick<FastifyRequest, 'headers'>): boolean {
	return request.headers.accept?.split(',').some((type) => type.split(';', 1)[0]?.trim() === ndjsonMediaType) === true;
}

/**
 * Answers line by line. The status line waits for the first line, so that a refusal (a
 * full queue) still has a status of its own; an error after that is the last line.
 */
export async function streamLines<Line>(
	request: FastifyRequest,
	reply: FastifyReply,
	{ work, errorLine }: LineStream<Line>,
): Promise<FastifyReply> {
	const lines = new PassThrough();
	const begun = Promise.withResolvers<void>();
	const write = (line: Line) => {
		if (!lines.destroyed) lines.write(`${JSON.stringify(line)}\n`);
		begun.resolve();
	};
	const done = work(write);
	// Rejects, and so becomes an ordinary error response, when the work fails before its first line.
	await Promise.race([begun.promise, done]);
	void done.catch((error: unknown) => write(errorLine(describeProblem(toAssayError(error, request), request.id)))).then(() => lines.end());
	return reply.type(ndjsonMediaType).send(lines);
}
