import { AssayApiError, ConnectionLost } from './errors.ts';
import { fetchPatiently, pauseMs, type RetryOptions, sleep } from './retries.ts';
import type * as shapes from './shapes.ts';
import { eventsOf, ndjsonOf, type ServerEvent } from './streams.ts';

export interface AssayClientOptions extends Partial<RetryOptions> {
	/** Of the server, e.g. `http://127.0.0.1:8600`. */
	readonly url: string;
	readonly apiKey?: string | undefined;
	/** Default: the global one. */
	readonly fetch?: typeof globalThis.fetch;
}

export interface CallOptions {
	/** Aborts the call; the server stops its work. */
	readonly signal?: AbortSignal | undefined;
}

export interface RewardOptions extends CallOptions {
	/** A name for this call, under which the server pays and counts it once; default: a new one. */
	readonly idempotencyKey?: string;
}

const ndjson = 'application/x-ndjson';

/**
 * A client of one server, in browsers and in Node. Methods resolve to what the API answers, and reject with
 * `AssayApiError` or `ConnectionLost`; requests are sent again where that helps and does no harm.
 *
 * @example
 * const assay = new AssayClient({ url: 'http://127.0.0.1:8600' });
 * for await (const line of assay.rewards({ scheme: 'strict', items })) console.log(line.id, line.reward);
 */
export class AssayClient {
	readonly #url: string;
	readonly #headers: Readonly<Record<string, string>>;
	readonly #fetch: typeof globalThis.fetch;
	readonly #retries: RetryOptions;

	constructor({ url, apiKey, fetch = globalThis.fetch.bind(globalThis), attempts = 5, longestWaitMs = 60_000 }: AssayClientOptions) {
		this.#url = url.replace(/\/+$/, '');
		this.#headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
		this.#fetch = fetch;
		this.#retries = { attempts, longestWaitMs };
	}

	async languages(options: CallOptions = {}): Promise<readonly shapes.Language[]> {
		return (await this.#json<{ languages: shapes.Language[] }>('GET', '/v1/languages', options)).languages;
	}

	/** Uploads problems; those that cannot be used are listed under `refused`. */
	async upload(problems: readonly shapes.Problem[], options: CallOptions = {}): Promise<shapes.UploadResponse> {
		return await this.#json('POST', '/v1/problems', { body: problems, ...options });
	}

	/** A page of problems. */
	async problems(query: shapes.ProblemQuery = {}, options: CallOptions = {}): Promise<shapes.ProblemList> {
		return await this.#json('GET', '/v1/problems', { query, ...options });
	}

	/** By id or digest; `tests: 'full'` with inputs and expected outputs. */
	async problem(
		id: string,
		{ tests = 'none', ...options }: CallOptions & { readonly tests?: 'none' | 'full' } = {},
	): Promise<shapes.ProblemView> {
		return await this.#json('GET', `/v1/problems/${encodeURIComponent(id)}`, { query: { tests }, ...options });
	}

	/** How hard its tests are, by the samples that were observed. */
	async difficulty(id: string, { signal, ...query }: shapes.DifficultyQuery & CallOptions = {}): Promise<shapes.LabelLine> {
		return await this.#json('GET', `/v1/problems/${encodeURIComponent(id)}/difficulty`, { query, signal });
	}

	/** The newest programs that were judged on a problem, with their outcomes and what each scheme would pay. */
	async samples(id: string, limit: number, options: CallOptions = {}): Promise<shapes.SampleList['samples']> {
		return (await this.#json<shapes.SampleList>('GET', `/v1/problems/${encodeURIComponent(id)}/samples`, { query: { limit }, ...options }))
			.samples;
	}

	/** Judges a program. */
	async grade(request: shapes.GradeRequest, options: CallOptions = {}): Promise<shapes.GradeResult> {
		return await this.#json('POST', '/v1/grade', { body: request, ...options });
	}

	/** Judges a program: its tests as they settle, then the result. Throws what the server ends the answer with. */
	async *gradeTests(request: shapes.GradeRequest, options: CallOptions = {}): AsyncGenerator<Exclude<shapes.GradeLine, { type: 'error' }>> {
		const body = await this.#stream('POST', '/v1/grade', { body: request, headers: { accept: ndjson }, ...options });
		for await (const line of ndjsonOf<shapes.GradeLine>(body)) {
			if (line.type === 'error') throw new AssayApiError(line.error);
			yield line;
		}
	}

	/**
	 * Pays rewards, each as it settles, in whatever order. When the connection breaks, the call is sent again with
	 * its key, and goes on where it was: nothing is judged, counted or yielded twice.
	 */
	async *rewards(
		request: shapes.RewardsRequest,
		{ idempotencyKey = newKey(), signal }: RewardOptions = {},
	): AsyncGenerator<shapes.RewardLine> {
		const seen = new Set<string>();
		for (let attempt = 0; seen.size < request.items.length; attempt++) {
			const before = seen.size;
			const failure = yield* this.#rewardsOnce(request, idempotencyKey, seen, signal);
			if (failure === undefined) return;
			if (seen.size > before) attempt = 0;
			if (attempt + 1 >= this.#retries.attempts) throw failure;
			await sleep(pauseMs(attempt, failure, this.#retries.longestWaitMs), signal);
		}
	}

	/** Yields what is new; returns why the answer ended early, if trying again may help. */
	async *#rewardsOnce(
		body: shapes.RewardsRequest,
		key: string,
		seen: Set<string>,
		signal?: AbortSignal,
	): AsyncGenerator<shapes.RewardLine, Error | undefined> {
		const headers = { accept: ndjson, 'idempotency-key': key };
		// Items are named by their places, which also tells two of one name apart.
		const sent = { ...body, items: body.items.map(withoutId) };
		const answer = await this.#stream('POST', '/v1/rewards', { body: sent, headers, signal });
		try {
			for await (const line of ndjsonOf<shapes.RewardLine | { error: shapes.ProblemDetails; id?: never }>(answer)) {
				if (line.id === undefined) throw new AssayApiError(line.error);
				if (seen.has(line.id)) continue;
				seen.add(line.id);
				yield { ...line, id: idOf(body.items[Number(line.id)]) ?? line.id };
			}
		} catch (error) {
			signal?.throwIfAborted();
			if (error instanceof AssayApiError && !error.retryable) throw error;
			return error instanceof AssayApiError
				? error
				: new ConnectionLost('the connection broke before all rewards had come', { cause: error });
		}
		return seen.size < body.items.length ? new ConnectionLost('the answer ended before all rewards had come') : undefined;
	}

	/** Begins a job that labels problems from samples. */
	async label(request: shapes.DifficultyRequest, options: CallOptions = {}): Promise<shapes.JobCreated> {
		return await this.#json('POST', '/v1/difficulty', { body: request, ...options });
	}

	/** The newest first. */
	async jobs(options: CallOptions = {}): Promise<readonly shapes.JobView[]> {
		return (await this.#json<{ jobs: shapes.JobView[] }>('GET', '/v1/jobs', options)).jobs;
	}

	async job(id: string, options: CallOptions = {}): Promise<shapes.JobView> {
		return await this.#json('GET', `/v1/jobs/${encodeURIComponent(id)}`, options);
	}

	async cancelJob(id: string, options: CallOptions = {}): Promise<shapes.JobView> {
		return await this.#json('DELETE', `/v1/jobs/${encodeURIComponent(id)}`, options);
	}

	/** The labels of a job, one for each problem, from what is judged so far. */
	async *jobLabels(id: string, options: CallOptions = {}): AsyncGenerator<shapes.LabelLine> {
		yield* ndjsonOf<shapes.LabelLine>(await this.#stream('GET', `/v1/jobs/${encodeURIComponent(id)}/results`, options));
	}

	/** How a job is, whenever that has changed, until it is over. */
	async *jobEvents(id: string, options: CallOptions = {}): AsyncGenerator<shapes.JobView> {
		for await (const { event, data } of this.#events(`/v1/jobs/${encodeURIComponent(id)}/events`, options)) {
			yield JSON.parse(data) as shapes.JobView;
			if (event === 'end') return;
		}
	}

	async live(options: CallOptions = {}): Promise<shapes.LiveView> {
		return await this.#json('GET', '/v1/live', options);
	}

	/** How the server stands, every second, for as long as somebody wants to know, over its restarts. */
	async *liveEvents(options: CallOptions = {}): AsyncGenerator<shapes.LiveView> {
		for await (const { data } of this.#events('/v1/live/events', options)) yield JSON.parse(data) as shapes.LiveView;
	}

	/** The newest programs that were judged. */
	async submissions(query: shapes.SubmissionQuery = {}, options: CallOptions = {}): Promise<shapes.SubmissionList['submissions']> {
		return (await this.#json<shapes.SubmissionList>('GET', '/v1/submissions', { query, ...options })).submissions;
	}

	async submission(id: string, options: CallOptions = {}): Promise<shapes.SubmissionRecord> {
		return await this.#json('GET', `/v1/submissions/${encodeURIComponent(id)}`, options);
	}

	/** Runs a submission on one of its tests once more, for what is expected and what comes. */
	async outputs(id: string, test: string, options: CallOptions = {}): Promise<shapes.Outputs> {
		return await this.#json('POST', `/v1/submissions/${encodeURIComponent(id)}/outputs`, { body: { test }, ...options });
	}

	/** Events of a stream that is opened again whenever it breaks; each that comes through makes patience new. */
	async *#events(path: string, { signal }: CallOptions): AsyncGenerator<ServerEvent> {
		for (let attempt = 0; ; attempt++) {
			const body = await this.#stream('GET', path, { signal });
			let cause: unknown;
			try {
				for await (const event of eventsOf(body)) {
					yield event;
					attempt = 0;
				}
			} catch (error) {
				signal?.throwIfAborted();
				cause = error;
			}
			if (attempt + 1 >= this.#retries.attempts) throw new ConnectionLost('the events broke off', { cause });
			await sleep(pauseMs(attempt, undefined, this.#retries.longestWaitMs), signal);
		}
	}

	async #json<T>(method: string, path: string, call: Call): Promise<T> {
		const response = await this.#send(method, path, call);
		return (await response.json()) as T;
	}

	async #stream(method: string, path: string, call: Call): Promise<ReadableStream<Uint8Array>> {
		const { body } = await this.#send(method, path, call);
		if (body === null) throw new ConnectionLost('the server sent an answer without a body');
		return body;
	}

	async #send(method: string, path: string, { query = {}, body, headers = {}, signal }: Call): Promise<Response> {
		const url = new URL(this.#url + path);
		for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
		const content = body === undefined ? {} : { body: JSON.stringify(body) };
		const type = body === undefined ? {} : { 'content-type': 'application/json' };
		const request = new Request(url, { method, headers: { ...this.#headers, ...type, ...headers }, signal: signal ?? null, ...content });
		return await fetchPatiently(request, this.#fetch, this.#retries);
	}
}

interface Call {
	readonly query?: Readonly<Record<string, string | number | undefined>>;
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	readonly signal?: AbortSignal | undefined;
}

/** Not `crypto.randomUUID`, which browsers keep from pages that did not come over TLS. */
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const withoutId = (item: unknown): unknown => (typeof item === 'object' && item !== null ? { ...item, id: undefined } : item);

const idOf = (item: unknown): string | undefined =>
	typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' ? item.id : undefined;
