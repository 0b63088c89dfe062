import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type GradeLine, ndjsonMediaType } from '../contract/grade-stream.ts';
import { describeProblem } from '../contract/problem-details.ts';
import type { GradeResult, TestResult } from '../contract/verdict.ts';
import { toAssayError } from './plugins/errors.ts';

type Grade = (onProgress: (test: TestResult) => void) => Promise<GradeResult>;

/**
 * Answers with one line for each test as it settles, then the result. The status
 * line waits for the first test, so that a refusal (a full queue) still has a
 * status of its own; an error after that is the last line.
 */
export async function streamGrade(request: FastifyRequest, reply: FastifyReply, grade: Grade): Promise<FastifyReply> {
	const lines = new PassThrough();
	const begun = Promise.withResolvers<true>();
	const write = (line: GradeLine) => {
		if (!lines.destroyed) lines.write(`${JSON.stringify(line)}\n`);
	};
	const graded = grade((test) => {
		write({ type: 'test', test });
		begun.resolve(true);
	});
	// Rejects, and so becomes an ordinary error response, when the work fails before its first test.
	await Promise.race([begun.promise, graded]);
	void graded
		.then(
			(result) => write({ type: 'result', result }),
			(error: unknown) => write({ type: 'error', error: describeProblem(toAssayError(error, request), request.id) }),
		)
		.then(() => lines.end());
	return reply.type(ndjsonMediaType).send(lines);
}
