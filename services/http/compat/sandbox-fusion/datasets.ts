import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ProblemSummary } from '../../../contract/problems.ts';
import type { Desk } from '../desk.ts';
import { allProblems, findProblem } from './evaluate.ts';
import { DatasetId } from './shapes.ts';

const Prompt = z.object({ id: DatasetId, prompt: z.string(), labels: z.record(z.string(), z.unknown()) });
type Prompt = z.infer<typeof Prompt>;

const DatasetRequest = z.object({
	dataset: z.string().min(1).max(512),
	offset: z.number().int().min(0).default(0),
	limit: z.number().int().min(0).default(1_000_000),
});
const PromptRequest = z.object({ dataset: z.string().min(1).max(512), id: DatasetId });

const pageSize = 1000;

/** Datasets are what the ids of uploaded problems have before their last `/`; `assay` has all of them. */
export function datasetRoutes(desk: Desk): FastifyPluginAsyncZod {
	const { store } = desk.dependencies;
	async function* problems(tenant: string): AsyncGenerator<ProblemSummary> {
		for (let cursor: string | null | undefined; cursor !== null; ) {
			const page = await store.listProblems(tenant, { limit: pageSize, cursor: cursor ?? undefined });
			yield* page.problems;
			cursor = page.nextCursor;
		}
	}
	const idsOf = async (tenant: string, { dataset, offset, limit }: z.infer<typeof DatasetRequest>): Promise<string[]> => {
		const ids: string[] = [];
		for await (const { id } of problems(tenant)) {
			if (dataset === allProblems) ids.push(id);
			else if (datasetOf(id) === dataset) ids.push(id.slice(dataset.length + 1));
		}
		return ids.slice(offset, offset + limit);
	};
	const promptOf = async (tenant: string, dataset: string, id: string): Promise<Prompt> => {
		const { prefix, title } = await findProblem(store, tenant, dataset, id);
		return { id, prompt: prefix ?? title ?? '', labels: title == null ? {} : { title } };
	};
	return async (app) => {
		app.get(
			'/list_datasets',
			{ schema: { summary: 'Datasets of uploaded problems', response: { 200: z.array(z.string()) } } },
			async (request) => {
				const names = new Set([allProblems]);
				for await (const { id } of problems(request.tenant)) names.add(datasetOf(id) ?? allProblems);
				return [...names];
			},
		);
		app.post(
			'/list_ids',
			{ schema: { summary: 'Ids of the problems of a dataset', body: DatasetRequest, response: { 200: z.array(DatasetId) } } },
			async (request) => await idsOf(request.tenant, request.body),
		);
		app.post(
			'/get_prompts',
			{ schema: { summary: 'Prompts of a dataset', body: DatasetRequest, response: { 200: z.array(Prompt) } } },
			async (request) => {
				const { tenant, body } = request;
				const prompts: Prompt[] = [];
				for (const id of await idsOf(tenant, body)) prompts.push(await promptOf(tenant, body.dataset, id));
				return prompts;
			},
		);
		app.post(
			'/get_prompt_by_id',
			{ schema: { summary: 'The prompt of one problem', body: PromptRequest, response: { 200: Prompt } } },
			async (request) => await promptOf(request.tenant, request.body.dataset, String(request.body.id)),
		);
	};
}

function datasetOf(id: string): string | undefined {
	const slash = id.lastIndexOf('/');
	return slash > 0 ? id.slice(0, slash) : undefined;
}
