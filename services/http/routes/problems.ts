import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
	ListQuery,
	ListResponse,
	ProblemParams,
	ProblemQuery,
	ProblemView,
	UploadRequest,
	UploadResponse,
} from '../../contract/problems.ts';
import { AssayError } from '../../errors.ts';
import type { FoundProblem } from '../../store/contract.ts';
import type { AppDependencies } from '../dependencies.ts';
import { storeUpload } from '../upload.ts';

/** `/v1/problems`: upload, list, look at. */
export function problemRoutes({ store }: Pick<AppDependencies, 'store'>): FastifyPluginAsyncZod {
	return async (app) => {
		app.post(
			'/v1/problems',
			{
				schema: {
					summary: 'Upload problems',
					description: 'One problem, an array, or NDJSON. In an array or NDJSON, entries that cannot be used are listed under `refused`.',
					tags: ['problems'],
					body: UploadRequest,
					response: { 200: UploadResponse },
				},
				// Entries are checked one by one, so that a bad one does not lose the others.
				validatorCompiler: () => (data: unknown) => ({ value: data }),
			},
			async (request) => await storeUpload(store, request.tenant, request.body),
		);
		app.get(
			'/v1/problems',
			{ schema: { summary: 'List problems', tags: ['problems'], querystring: ListQuery, response: { 200: ListResponse } } },
			async (request) => {
				const page = await store.listProblems(request.tenant, request.query);
				return { problems: [...page.problems], next_cursor: page.nextCursor };
			},
		);
		app.get(
			'/v1/problems/:id',
			{
				schema: {
					summary: 'One problem, by id or digest',
					tags: ['problems'],
					params: ProblemParams,
					querystring: ProblemQuery,
					response: { 200: ProblemView },
				},
			},
			async (request) => {
				const found = await store.getProblem(request.tenant, request.params.id);
				if (found === undefined) throw new AssayError('problem_not_found', `no problem ${JSON.stringify(request.params.id)}`);
				return view(found, request.query.tests === 'full');
			},
		);
	};
}

function view({ summary, problem }: FoundProblem, full: boolean): ProblemView {
	const { limits, compare, checker } = problem;
	return {
		...summary,
		...(limits === undefined ? {} : { limits }),
		...(compare === undefined ? {} : { compare }),
		...(checker === undefined ? {} : { checker: { protocol: checker.protocol, language: checker.language } }),
		...(full ? { problem } : {}),
	};
}
