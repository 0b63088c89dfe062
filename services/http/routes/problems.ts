import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { testIdsOf } from '../../../testcases/schema.ts';
import { summaryOf } from '../../activity/views.ts';
import { LabelLine } from '../../contract/labels.ts';
import {
	DifficultyQuery,
	ListQuery,
	ListResponse,
	ProblemParams,
	ProblemQuery,
	ProblemView,
	UploadRequest,
	UploadResponse,
} from '../../contract/problems.ts';
import { SampleList, SampleQuery } from '../../contract/submissions.ts';
import { factsOf, labelProblem } from '../../difficulty/label.ts';
import { LevelOptions } from '../../difficulty/levels.ts';
import { defaultKs } from '../../difficulty/pass-at-k.ts';
import { AssayError } from '../../errors.ts';
import { rewardsSideBySide } from '../../rewards/side-by-side.ts';
import type { FoundProblem } from '../../store/contract.ts';
import type { AppDependencies } from '../dependencies.ts';
import { storeUpload } from '../upload.ts';

/** `/v1/problems`: upload, list, look at. */
export function problemRoutes({ store }: Pick<AppDependencies, 'store'>): FastifyPluginAsyncZod {
	const find = async (tenant: string, id: string): Promise<FoundProblem> => {
		const found = await store.getProblem(tenant, id);
		if (found === undefined) throw new AssayError('problem_not_found', `no problem ${JSON.stringify(id)}`);
		return found;
	};
	return async (app) => {
		app.post(
			'/v1/problems',
			{
				config: { scopes: ['grade', 'label'] },
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
			'/v1/problems/:id/difficulty',
			{
				schema: {
					summary: 'How hard its tests are, by the samples that were observed',
					description: 'Counts of `POST /v1/rewards` with `observe`; the shape is that of a line of `assay label`.',
					tags: ['problems'],
					params: ProblemParams,
					querystring: DifficultyQuery,
					response: { 200: LabelLine },
				},
			},
			async (request) => {
				const { summary, problem } = await find(request.tenant, request.params.id);
				const { tests, solved } = await store.statistics(request.tenant, summary.digest);
				const { grouping, weights, min_judged } = request.query;
				const levels = LevelOptions.parse({ grouping: { method: grouping }, weights: { method: weights }, min_judged });
				return labelProblem(problem.id, testIdsOf(problem), factsOf(tests, solved), { levels, ks: defaultKs });
			},
		);
		app.get(
			'/v1/problems/:id/samples',
			{
				schema: {
					summary: 'The newest programs that were judged on it',
					description: 'With their outcomes, and what each reward scheme would pay for them.',
					tags: ['problems'],
					params: ProblemParams,
					querystring: SampleQuery,
					response: { 200: SampleList },
				},
			},
			async (request) => {
				const { summary, problem } = await find(request.tenant, request.params.id);
				const statistics = await store.statistics(request.tenant, summary.digest);
				const levels = LevelOptions.parse({});
				const found = await store.listSubmissions(request.tenant, { problemId: problem.id, limit: request.query.limit });
				return {
					samples: found.map((record) => ({
						...summaryOf(record),
						outcomes: Object.fromEntries(record.result.tests.map(({ id, verdict }) => [id, verdict])),
						rewards: rewardsSideBySide(problem, statistics, record.result, levels),
					})),
				};
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
				if (request.query.tests === 'full' && !request.maySeeTests) {
					throw new AssayError('forbidden', 'this API key may not see the tests of problems', { hint: 'Leave `tests=full` out.' });
				}
				return view(await find(request.tenant, request.params.id), request.query.tests === 'full');
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
