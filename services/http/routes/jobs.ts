import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ndjsonMediaType } from '../../contract/grade-stream.ts';
import { DifficultyRequest, JobCreated, JobList, JobParams, JobsQuery, JobView } from '../../contract/jobs.ts';
import { LabelLine } from '../../contract/labels.ts';
import { AssayError } from '../../errors.ts';
import { labelsOf } from '../../jobs/labels.ts';
import { isOver } from '../../jobs/runner.ts';
import { readSamples } from '../../jobs/samples.ts';
import type { StoredJob } from '../../store/contract.ts';
import type { Scope } from '../../tenancy/keys.ts';
import type { AppDependencies } from '../dependencies.ts';
import { type EventStream, eventResponses, sendEvents } from '../events.ts';

/** `POST /v1/difficulty` and `/v1/jobs`: labelling that takes longer than a request. */
export function jobRoutes(dependencies: AppDependencies): FastifyPluginAsyncZod {
	const { store, jobs } = dependencies;
	const find = async (tenant: string, id: string): Promise<StoredJob> => {
		const job = await store.getJob(tenant, id);
		if (job !== undefined) return job;
		throw new AssayError('job_not_found', `no job ${JSON.stringify(id)}`);
	};
	return async (app) => {
		const tags = ['jobs'];
		app.post(
			'/v1/difficulty',
			{
				schema: {
					summary: 'Label uploaded problems from samples',
					description: 'Answers with a job. Its samples also count in the pass rates that `POST /v1/rewards` goes by.',
					tags,
					body: DifficultyRequest,
					response: { 202: JobCreated },
				},
			},
			async (request, reply) => {
				request.charge(request.body.samples.length);
				const { samples, refused } = await readSamples(request.body.samples, request.tenant, dependencies);
				const [first] = refused;
				if (samples.length === 0) throw new AssayError('invalid_request', `no sample could be used; the first: ${first?.detail}`);
				const view = await store.createJob(request.tenant, { id: randomUUID(), levels: request.body.levels, samples });
				jobs.start(await find(request.tenant, view.id));
				return reply.code(202).send({ ...view, refused: [...refused] });
			},
		);
		app.get(
			'/v1/jobs',
			{ config: { scopes: lookers }, schema: { summary: 'The newest jobs', tags, querystring: JobsQuery, response: { 200: JobList } } },
			async ({ tenant, query }) => ({ jobs: [...(await store.listJobs(tenant, query.limit))] }),
		);
		app.get(
			'/v1/jobs/:id',
			{ config: { scopes: lookers }, schema: { summary: 'How far a job is', tags, params: JobParams, response: { 200: JobView } } },
			async (request) => {
				return (await find(request.tenant, request.params.id)).view;
			},
		);
		app.delete(
			'/v1/jobs/:id',
			{
				schema: {
					summary: 'Cancel a job',
					description: 'What was judged stays, and can be read.',
					tags,
					params: JobParams,
					response: { 200: JobView },
				},
			},
			async (request) => {
				await find(request.tenant, request.params.id);
				await jobs.cancel(request.params.id);
				return (await find(request.tenant, request.params.id)).view;
			},
		);
		app.get(
			'/v1/jobs/:id/results',
			{
				config: { scopes: lookers },
				schema: {
					summary: 'Labels, one line per problem',
					description: 'Of what is judged so far; the shape is that of `assay label`.',
					tags,
					params: JobParams,
					response: { 200: { content: { [ndjsonMediaType]: { schema: LabelLine } } } },
				},
			},
			async (request, reply) => {
				const job = await find(request.tenant, request.params.id);
				return await sendLines(reply, labelsOf(job, store));
			},
		);
		app.get(
			'/v1/jobs/:id/events',
			{
				config: { scopes: lookers },
				schema: { summary: 'Progress as server-sent events', tags, params: JobParams, response: eventResponses },
			},
			async (request, reply) => {
				const { tenant, params } = request;
				await find(tenant, params.id);
				const watch = (changed: () => void) => jobs.watch(params.id, changed);
				return sendEvents(request, reply, async (events) => {
					await tellProgress(events, watch, async () => (await find(tenant, params.id)).view);
				});
			},
		);
	};
}

/** Writes how a job is whenever it has changed, until it is over or nobody listens any more. */
async function tellProgress(events: EventStream, watch: (changed: () => void) => Disposable, read: () => Promise<JobView>): Promise<void> {
	let wake: () => void = () => undefined;
	let told = '';
	using _watch = watch(() => wake());
	events.onClose(() => wake());
	while (!events.closed) {
		// Before the job is read, so that no change falls between the two.
		const changed = new Promise<void>((resolve) => {
			wake = resolve;
		});
		const view = await read();
		const text = JSON.stringify(view);
		if (text !== told && (isOver(view) || !events.behind)) {
			events.send(isOver(view) ? 'end' : 'progress', view);
			told = text;
		}
		if (isOver(view)) return;
		await Promise.all([Promise.race([changed, delay(elsewhereMs, undefined, { ref: false })]), delay(eventPauseMs)]);
	}
}

/** Who may see how jobs are. */
const lookers: readonly Scope[] = ['view', 'label'];

/** No more events than a person can read. */
const eventPauseMs = 200;
/** A job that another service runs is looked at so often. */
const elsewhereMs = 2_000;

async function sendLines(reply: FastifyReply, values: AsyncIterable<unknown>): Promise<FastifyReply> {
	async function* lines() {
		for await (const value of values) yield `${JSON.stringify(value)}\n`;
	}
	return reply.type(ndjsonMediaType).send(Readable.from(lines()));
}
