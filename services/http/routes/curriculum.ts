import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
	CurriculumQuery,
	CurriculumRequest,
	CurriculumView,
	DrawRequest,
	DrawResponse,
	ObserveRequest,
} from '../../contract/curriculum.ts';
import { draw } from '../../curriculum/draw.ts';
import { type CurriculumState, newCurriculum, observe, poolOf } from '../../curriculum/state.ts';
import { AssayError } from '../../errors.ts';
import type { CurriculumStore, StoredCurriculum } from '../../store/contract.ts';
import type { AppDependencies } from '../dependencies.ts';

/** `/v1/curriculum`: easy-data re-sampling, with its state in the store. */
export function curriculumRoutes({ store }: Pick<AppDependencies, 'store'>): FastifyPluginAsyncZod {
	return async (app) => {
		const tags = ['curriculum'];
		app.post(
			'/v1/curriculum',
			{ schema: { summary: 'Begin a curriculum', tags, body: CurriculumRequest, response: { 200: CurriculumView } } },
			async (request) => {
				const { name, problem_ids, options } = request.body;
				const state = newCurriculum(problem_ids, options);
				if (await store.putCurriculum(request.tenant, name, 0, state)) return view(name, { version: 1, state });
				throw new AssayError('curriculum_exists', `there is a curriculum ${JSON.stringify(name)} already`, {
					hint: 'Choose another name.',
				});
			},
		);
		app.get(
			'/v1/curriculum',
			{ schema: { summary: 'How a curriculum stands', tags, querystring: CurriculumQuery, response: { 200: CurriculumView } } },
			async (request) => view(request.query.name, await read(store, request.tenant, request.query.name)),
		);
		app.post(
			'/v1/curriculum/draw',
			{ schema: { summary: 'Draw the problems of a rollout batch', tags, body: DrawRequest, response: { 200: DrawResponse } } },
			async (request) => {
				const { name, size } = request.body;
				let ids: readonly string[] = [];
				const { version } = await change(store, request.tenant, name, (state) => {
					const drawn = draw(state, size);
					({ ids } = drawn);
					return drawn.state;
				});
				return { problem_ids: [...ids], version };
			},
		);
		app.post(
			'/v1/curriculum/observe',
			{ schema: { summary: 'Tell what became of samples', tags, body: ObserveRequest, response: { 200: CurriculumView } } },
			async (request) => {
				const { name, results } = request.body;
				return view(name, await change(store, request.tenant, name, (state) => observe(state, results)));
			},
		);
	};
}

function view(name: string, { version, state }: StoredCurriculum): CurriculumView {
	const pools = { active: 0, easy: 0, retired: 0 };
	for (const problem of state.problems) pools[poolOf(problem, state.options)]++;
	return { name, version, options: state.options, problems: state.problems.length, pools };
}

async function read(store: CurriculumStore, tenant: string, name: string): Promise<StoredCurriculum> {
	const stored = await store.getCurriculum(tenant, name);
	if (stored !== undefined) return stored;
	throw new AssayError('curriculum_not_found', `no curriculum ${JSON.stringify(name)}`, { hint: 'Begin it with POST /v1/curriculum.' });
}

/** So often others may be faster before it is taken for a fault. */
const tries = 50;

/** Changes a curriculum without losing what others change at the same time. */
async function change(
	store: CurriculumStore,
	tenant: string,
	name: string,
	next: (state: CurriculumState) => CurriculumState,
): Promise<StoredCurriculum> {
	for (let attempt = 0; attempt < tries; attempt++) {
		const { version, state } = await read(store, tenant, name);
		const changed = next(state);
		if (await store.putCurriculum(tenant, name, version, changed)) return { version: version + 1, state: changed };
	}
	throw new AssayError('internal_error', `the curriculum ${JSON.stringify(name)} is changed by too many at once`);
}
