import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { summaryOf, withoutReasons } from '../../activity/views.ts';
import {
	OutputsRequest,
	OutputsResponse,
	SubmissionList,
	SubmissionParams,
	SubmissionQuery,
	SubmissionRecord,
} from '../../contract/submissions.ts';
import { AssayError } from '../../errors.ts';
import { clientGone } from '../client-gone.ts';
import type { AppDependencies } from '../dependencies.ts';
import { outputsOf } from '../outputs.ts';

/** `/v1/submissions`: the newest programs that were judged. */
export function submissionRoutes(dependencies: AppDependencies): FastifyPluginAsyncZod {
	const { store } = dependencies;
	const find = async (tenant: string, id: string): Promise<SubmissionRecord> => {
		const found = await store.getSubmission(tenant, id);
		if (found !== undefined) return found;
		throw new AssayError('submission_not_found', `no submission ${JSON.stringify(id)}, or none any more`);
	};
	return async (app) => {
		const tags = ['submissions'];
		app.get(
			'/v1/submissions',
			{
				schema: {
					summary: 'The newest programs that were judged',
					description:
						'So many of them are kept as ASSAY_KEPT_SUBMISSIONS says. Where more come than can be written beside the work, not all are.',
					tags,
					querystring: SubmissionQuery,
					response: { 200: SubmissionList },
				},
			},
			async ({ tenant, query }) => {
				const found = await store.listSubmissions(tenant, { problemId: query.problem_id, limit: query.limit });
				return { submissions: found.map(summaryOf) };
			},
		);
		app.get(
			'/v1/submissions/:id',
			{
				schema: {
					summary: 'One of them, with its program and its tests',
					description: 'Without reasons, which quote expected outputs, for keys that may not see these.',
					tags,
					params: SubmissionParams,
					response: { 200: SubmissionRecord },
				},
			},
			async (request) => {
				const found = await find(request.tenant, request.params.id);
				return request.maySeeTests ? found : withoutReasons(found);
			},
		);
		app.post(
			'/v1/submissions/:id/outputs',
			{
				config: { scopes: ['grade'] },
				schema: {
					summary: 'Run it on one of its tests again, and show what is expected and what comes',
					description: 'Outputs are not kept, so the program is run once more; it counts as one program.',
					tags,
					params: SubmissionParams,
					body: OutputsRequest,
					response: { 200: OutputsResponse },
				},
			},
			async (request, reply) => {
				const submission = await find(request.tenant, request.params.id);
				request.charge(1);
				return await outputsOf(submission, request.body.test, { tenant: request.tenant, signal: clientGone(reply) }, dependencies);
			},
		);
	};
}
