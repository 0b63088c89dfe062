import { randomUUID } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ndjsonMediaType } from '../../contract/grade-stream.ts';
import { DifficultyRequest, JobCreated, JobParams, JobView } from '../../contract/jobs.ts';
import { LabelLine } from '../../contract/labels.ts';
import { AssayError } from '../../errors.ts';
import { labelsOf } from '../../jobs/labels.ts';
import { isOver } from '../../jobs/runner.ts';
import { readSamples } from '../../jobs/samples.ts';
import type { StoredJob } from '../../store/contract.ts';
import type { AppDependencies } from '../dependencies.ts';

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
			'/v1/jobs/:id',
			{ schema: { summary: 'How far a job is', tags, params: JobParams, response: { 200: JobView } } },
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
			{ schema: { summary: 'Progress as server-sent events', tags, params: JobParams } },
			async (request, reply) => {
				const { tenant, params } = request;
				await find(tenant, params.id);
				const events = new PassThrough();
				const watch = (changed: () => void) => jobs.watch(params.id, changed);
				void sendEvents(events, watch, async () => (await find(tenant, params.id)).view)
					.catch((error: unknown) => request.log.error({ err: error }, 'events of a job ended early'))
					.finally(() => events.end());
				return reply.type('text/event-stream').header('cache-control', 'no-store').send(events);
			},
		);
	};
}

/** Writes how a job is whenever it has changed, until it is over or nobody listens any more. */
async function sendEvents(to: PassThrough, watch: (changed: () => void) => Disposable, read: () => Promise<JobView>): Promise<void> {
	let wake: () => void = () => undefined;
	let told = '';
	using _watch = watch(() => wake());
	to.once('close', () => wake());
	while (!to.destroyed) {
		// Before the job is read, so that no change falls between the two.
		const changed = new Promise<void>((resolve) => {
			wake = resolve;
		});
		const view = await read();
		const event = `event: ${isOver(view) ? 'end' : 'progress'}\ndata: ${JSON.stringify(view)}\n\n`;
		if (event !== told) to.write(event);
		told = event;
		if (isOver(view)) return;
		await Promise.all([Promise.race([changed, delay(elsewhereMs, undefined, { ref: false })]), delay(eventPauseMs)]);
	}
}

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
