import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Problem } from '../../../testcases/schema.ts';
import { GradeRequest } from '../../contract/grade.ts';
import { GradeLine, ndjsonMediaType } from '../../contract/grade-stream.ts';
import { GradeResult, type TestResult } from '../../contract/verdict.ts';
import { AssayError } from '../../errors.ts';
import { toSubmission } from '../../planning/submission.ts';
import { clientGone } from '../client-gone.ts';
import type { AppDependencies } from '../dependencies.ts';
import { streamLines, wantsLines } from '../line-stream.ts';
import { preferHeader, preferredWaitMs } from '../preferred-wait.ts';

/** `POST /v1/grade`: one program against one suite. */
export function gradeRoutes(dependencies: AppDependencies): FastifyPluginAsyncZod {
	const { grader, queue } = dependencies;
	return async (app) => {
		app.post(
			'/v1/grade',
			{
				schema: {
					summary: 'Judge a program',
					description: `With \`Accept: ${ndjsonMediaType}\`, one line for each test as it settles, then the result.`,
					tags: ['grade'],
					headers: z.object({ prefer: preferHeader }),
					body: GradeRequest,
					response: {
						200: { content: { 'application/json': { schema: GradeResult }, [ndjsonMediaType]: { schema: GradeLine } } },
					},
				},
			},
			async (request, reply) => {
				const problem = await problemOf(request.body, request.tenant, dependencies);
				const submission = toSubmission(problem, request.body, await grader.languages());
				grader.check(submission);
				request.charge(1);
				const signal = clientGone(reply);
				const timeoutMs = preferredWaitMs(request.headers.prefer);
				const grade = async (onProgress?: (test: TestResult) => void) => {
					const result = await queue.submit(submission, { tenant: request.tenant, signal, onProgress, timeoutMs, priority: 1 });
					return { ...result, problem_id: problem.id };
				};
				if (!wantsLines(request)) return await grade();
				const told = new Set<string>(); // a program whose worker dies is run again, from its first test
				const tell = (write: (line: GradeLine) => void) => (test: TestResult) => {
					if (!told.has(test.id)) write({ type: 'test', test });
					told.add(test.id);
				};
				return await streamLines<GradeLine>(request, reply, {
					work: async (write) => write({ type: 'result', result: await grade(tell(write)) }),
					errorLine: (error) => ({ type: 'error', error }),
				});
			},
		);
	};
}

async function problemOf(request: GradeRequest, tenant: string, { store }: AppDependencies): Promise<Problem> {
	if (request.problem !== undefined) return request.problem;
	const id = request.problem_id ?? '';
	const found = await store.getProblem(tenant, id);
	if (found === undefined) {
		throw new AssayError('problem_not_found', `no problem ${JSON.stringify(id)}`, {
			hint: 'Upload it with POST /v1/problems, or send it as `problem`.',
		});
	}
	return found.problem;
}
