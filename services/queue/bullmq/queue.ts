import { randomUUID } from 'node:crypto';
import { setInterval } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { AssayError, type ErrorCode, errorCatalogue } from '../../errors.ts';
import { type JobQueue, OverloadedError, type QueueStats, type SubmitOptions, shuttingDown } from '../contract.ts';
import { Deadline } from '../deadline.ts';
import { Pace, retryAfterSeconds } from '../pace.ts';
import type { JobCodec, SplitJob } from './codec.ts';
import { connectRedis, disconnect, duplicate, type OnRedisFault } from './connection.ts';
import { FleetView, readFleet } from './fleet.ts';
import { type JobMessage, laneOf, pack, type Reply } from './message.ts';
import { ReplyReader } from './replies.ts';
import { type Known, ProgramState } from './scripts.ts';
import { SharedSender } from './shared.ts';
import { sharedBackend, TicketOffice, type TicketOptions } from './tickets.ts';

export interface BullMqQueueOptions<Job, Result, Progress> {
	readonly redisUrl: string;
	readonly codec: JobCodec<Job, Result, Progress>;
	/** Jobs that may wait, of all processes that submit. */
	readonly limit: number;
	/** No job is taken when those that are there are likely to take longer; absent: only their number counts. */
	readonly longestWaitMs?: number | undefined;
	/** A job whose language no worker has for so long is given up. */
	readonly workerGraceMs: number;
	/** Called with our own faults, for the log. */
	readonly onFault: OnRedisFault;
	/** What Redis keys begin with; workers have the same. */
	readonly prefix?: string;
	/** How often this process looks after its jobs. */
	readonly watchEveryMs?: number;
	/** A clock in milliseconds. */
	readonly now?: () => number;
}

export const defaultPrefix = 'assay';
const defaultWatchEveryMs = 2_000;
/** What a submitting process does not renew for so long is dropped. */
const lifeMs = 30_000;
const renewedAtOnce = 500;
/** So many times what a job shares with others may be missing where it is run. */
const mostResends = 3;

/**
 * The submitting side of a queue in Redis. This process keeps each of its jobs until it
 * is settled, and looks every few seconds whether Redis still knows it: one that has got
 * lost is submitted again, so a job may run twice, but is settled once. The other side
 * is `RedisWorker`; `scripts.ts` says what lies in Redis.
 */
export async function openBullMqQueue<Job, Result, Progress = never>(
	options: BullMqQueueOptions<Job, Result, Progress>,
): Promise<BullMqQueue<Job, Result, Progress>> {
	const redis = await connectRedis(options.redisUrl, options.onFault);
	const queue = new BullMqQueue(options, redis, await duplicate(redis, options.onFault));
	await queue.look();
	return queue;
}

interface Pending<Job, Result, Progress> {
	readonly id: string;
	readonly job: Job;
	readonly languages: readonly string[];
	readonly lane: string;
	readonly split: SplitJob;
	readonly options: SubmitOptions<Progress>;
	readonly submittedMs: number;
	readonly resolve: (result: Result) => void;
	readonly reject: (reason: unknown) => void;
	/** Times that Redis did not know it, in a row. */
	missing: number;
	/** Times that it was seen waiting, in a row. */
	waiting: number;
	resends: number;
}

export class BullMqQueue<Job, Result, Progress> implements JobQueue<Job, Result, Progress> {
	/** The workers as they were last seen. */
	readonly fleet: FleetView;
	readonly #options: BullMqQueueOptions<Job, Result, Progress>;
	readonly #redis: Redis;
	readonly #prefix: string;
	readonly #now: () => number;
	readonly #state: ProgramState;
	readonly #sender: SharedSender;
	readonly #tickets: TicketOptions;
	readonly #offices = new Map<string, TicketOffice>();
	readonly #replies: ReplyReader;
	readonly #stream: string;
	readonly #pace = new Pace();
	readonly #pending = new Map<string, Pending<Job, Result, Progress>>();
	readonly #idle: (() => void)[] = [];
	readonly #stop = new AbortController();
	readonly #watching: Promise<void>;
	/** Jobs of other processes, when they were last counted. */
	#others = 0;
	#draining = false;

	constructor(options: BullMqQueueOptions<Job, Result, Progress>, redis: Redis, blocking: Redis) {
		const { onFault } = options;
		this.#options = options;
		this.#redis = redis;
		this.#prefix = options.prefix ?? defaultPrefix;
		this.#now = options.now ?? (() => performance.now());
		this.fleet = new FleetView(options.workerGraceMs, this.#now);
		this.#state = new ProgramState(redis, this.#prefix);
		this.#sender = new SharedSender(redis, this.#prefix);
		this.#tickets = { redis, prefix: this.#prefix, backend: sharedBackend(redis, this.#prefix), onFault };
		this.#stream = `${this.#prefix}:replies:${randomUUID()}`;
		this.#replies = new ReplyReader({
			...{ blocking, redis, stream: this.#stream, onFault },
			onReply: (id, reply) => this.#hear(id, reply),
		});
		this.#watching = this.#watch();
	}

	async submit(job: Job, options: SubmitOptions<Progress>): Promise<Result> {
		using deadline = new Deadline(options);
		const { signal } = deadline;
		signal?.throwIfAborted();
		if (this.#draining) throw shuttingDown();
		const { promise, resolve, reject } = Promise.withResolvers<Result>();
		const { codec } = this.#options;
		const languages = codec.languages(job);
		const pending: Pending<Job, Result, Progress> = {
			...{ id: randomUUID(), job, languages, lane: laneOf(languages), split: codec.split(job), options, resolve, reject },
			...{ submittedMs: this.#now(), missing: 0, waiting: 0, resends: 0 },
		};
		const abort = () => this.#giveUp(pending, signal?.reason);
		signal?.addEventListener('abort', abort, { once: true });
		this.#pending.set(pending.id, pending);
		this.#send(pending, true).catch((error: unknown) => this.#giveUp(pending, toOverload(error)));
		try {
			return await promise;
		} finally {
			signal?.removeEventListener('abort', abort);
			this.#settle(pending);
		}
	}

	/** Of all processes together, as far as this one knows. */
	stats(): QueueStats {
		const concurrency = this.fleet.slots;
		const outstanding = this.#others + this.#pending.size;
		const running = Math.min(outstanding, concurrency);
		return { waiting: outstanding - running, running, concurrency, limit: this.#options.limit, draining: this.#draining };
	}

	async drain(deadline?: AbortSignal): Promise<void> {
		this.#draining = true;
		const abort = () => {
			for (const pending of [...this.#pending.values()]) this.#giveUp(pending, shuttingDown());
		};
		deadline?.addEventListener('abort', abort, { once: true });
		if (deadline?.aborted) abort();
		await new Promise<void>((resolve) => {
			this.#idle.push(resolve);
			this.#announceIdle();
		});
		deadline?.removeEventListener('abort', abort);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.drain(AbortSignal.abort());
		this.#stop.abort();
		await this.#replies.close();
		this.#redis.del(this.#stream).catch(() => undefined); // it ends by itself, too
		await disconnect(this.#redis);
		await this.#watching;
		await Promise.all([...this.#offices.values()].map(async (office) => await office.close()));
	}

	/** Programs that were given up as faults of ours, with their reasons. */
	async parked(languages: readonly string[]): ReturnType<TicketOffice['parked']> {
		return await this.#officeOf(laneOf(languages)).parked();
	}

	/** Looks after the fleet and the jobs of this process. */
	async look(): Promise<void> {
		const own = this.#pending.size;
		const [workers, outstanding] = await Promise.all([readFleet(this.#redis, this.#prefix), this.#state.outstanding()]);
		this.fleet.update(workers);
		this.#others = Math.max(0, outstanding - own);
		const all = [...this.#pending.values()];
		for (let from = 0; from < all.length; from += renewedAtOnce) await this.#renew(all.slice(from, from + renewedAtOnce));
		await this.#sender.renew(all.flatMap(({ id, split: { shared } }) => (shared === undefined || !this.#pending.has(id) ? [] : [shared])));
		await this.#issueLacking();
	}

	async #watch(): Promise<void> {
		const { watchEveryMs = defaultWatchEveryMs, onFault } = this.#options;
		const ticks = setInterval(watchEveryMs, undefined, { signal: this.#stop.signal, ref: false });
		try {
			for await (const _ of ticks) {
				await this.look().catch((fault: unknown) => {
					if (!this.#stop.signal.aborted) onFault(fault);
				});
			}
		} catch (error) {
			if (!this.#stop.signal.aborted) throw error;
		}
	}

	async #renew(programs: readonly Pending<Job, Result, Progress>[]): Promise<void> {
		const states = await this.#state.renew(programs.map((pending) => ({ id: pending.id, lifeMs: this.#lifeOf(pending) })));
		for (const [index, pending] of programs.entries()) {
			if (this.#pending.has(pending.id)) await this.#consider(pending, states[index] ?? 'gone');
		}
	}

	async #consider(pending: Pending<Job, Result, Progress>, known: Known): Promise<void> {
		pending.missing = known === 'gone' ? pending.missing + 1 : 0;
		pending.waiting = known === 'waiting' ? pending.waiting + 1 : 0;
		const { languages, submittedMs } = pending;
		// The first time, its last reply may be on its way.
		if (pending.missing > 1) {
			pending.missing = 0;
			pending.resends++;
			await this.#send(pending, false);
		}
		const waited = this.#now() - submittedMs;
		if (waited > this.#options.workerGraceMs && !this.fleet.has(languages)) {
			this.#park(pending, `no_worker: no worker that has ${languages.join(' and ')} was there for ${Math.round(waited / 1000)} s`);
			await this.#state.cancel(pending.id);
		}
	}

	/** The last second of Redis may have been lost, and the tickets of programs in it. */
	async #issueLacking(): Promise<void> {
		const lanes = new Set([...this.#pending.values()].filter(({ waiting }) => waiting > 1).map(({ lane }) => lane));
		for (const lane of lanes) {
			const lacking = await this.#state.lackingTickets(lane);
			if (lacking > 0) await this.#issue(lane, lacking);
		}
	}

	async #send(pending: Pending<Job, Result, Progress>, mayRefuse: boolean): Promise<void> {
		const { id, lane, split, options } = pending;
		const message: JobMessage = { own: split.own, replies: this.#stream, progress: options.onProgress !== undefined };
		if (split.shared !== undefined) message.shared = split.shared.digest;
		const program = {
			...{ id, lane, tenant: options.tenant, message: pack(message), lifeMs: this.#lifeOf(pending) },
			...{ priority: options.priority ?? 0, expectedMs: Math.ceil(options.expectedMs ?? this.#pace.meanMs) },
		};
		const sharing = split.shared === undefined ? undefined : this.#sender.send(split.shared);
		const [answer] = await Promise.all([this.#state.submit(program, mayRefuse ? this.#admission() : undefined), sharing]);
		if (!answer.taken) throw this.#overload(answer);
		await this.#issue(lane, 1);
	}

	async #issue(lane: string, count: number): Promise<void> {
		await this.#officeOf(lane).issue(count);
		await this.#redis.publish(`${this.#prefix}:wake`, lane);
	}

	#admission() {
		const { limit, longestWaitMs } = this.#options;
		const slots = this.fleet.slots;
		return { places: slots + limit, expectedMs: longestWaitMs === undefined ? -1 : longestWaitMs * Math.max(1, slots) };
	}

	#overload({ outstanding, expectedMs }: { readonly outstanding: number; readonly expectedMs: number }): OverloadedError {
		const places = this.fleet.slots;
		const seconds = retryAfterSeconds({ jobs: outstanding, expectedMs, places }, this.#options.longestWaitMs);
		return new OverloadedError(Math.max(0, outstanding - places), seconds);
	}

	#hear(id: string, reply: Reply): void {
		const pending = this.#pending.get(id);
		if (pending === undefined) return;
		const { codec } = this.#options;
		try {
			switch (reply.kind) {
				case 'progress':
					pending.options.onProgress?.(codec.progress.parse(reply.progress));
					break;
				case 'result':
					this.#pace.record(reply.tookMs);
					pending.resolve(codec.result.parse(reply.result));
					break;
				case 'refused':
					pending.reject(toError(reply));
					break;
				case 'parked':
					this.#park(pending, reply.reason);
					break;
				case 'incomplete':
					this.#sendAgain(pending);
					break;
			}
		} catch (cause) {
			pending.reject(new AssayError('internal_error', 'the reply of a worker was not understood', { cause }));
		}
	}

	#sendAgain(pending: Pending<Job, Result, Progress>): void {
		pending.resends++;
		if (pending.split.shared !== undefined) this.#sender.forget(pending.split.shared.digest);
		if (pending.resends > mostResends) this.#park(pending, 'internal_error: the suite does not get to the workers');
		else this.#send(pending, false).catch((error: unknown) => this.#giveUp(pending, error));
	}

	#park({ job, resolve, reject }: Pending<Job, Result, Progress>, reason: string): void {
		const { parked } = this.#options.codec;
		if (parked === undefined) reject(new AssayError('internal_error', reason));
		else resolve(parked(job, reason));
	}

	#giveUp(pending: Pending<Job, Result, Progress>, reason: unknown): void {
		pending.reject(reason);
		this.#cancel(pending.id);
	}

	#cancel(id: string): void {
		this.#state.cancel(id).catch((fault: unknown) => {
			if (!this.#stop.signal.aborted) this.#options.onFault(fault);
		});
	}

	#settle({ id, resends }: Pending<Job, Result, Progress>): void {
		if (!this.#pending.delete(id)) return;
		// One that was submitted again may run once more, for nobody.
		if (resends > 0) this.#cancel(id);
		this.#announceIdle();
	}

	#announceIdle(): void {
		if (this.#pending.size > 0) return;
		for (const resolve of this.#idle.splice(0)) resolve();
	}

	#lifeOf({ submittedMs, options: { timeoutMs } }: Pending<Job, Result, Progress>): number {
		const left = timeoutMs === undefined ? lifeMs : submittedMs + timeoutMs - this.#now();
		return Math.max(1, Math.min(lifeMs, Math.ceil(left)));
	}

	#officeOf(lane: string): TicketOffice {
		const office = this.#offices.get(lane) ?? new TicketOffice(lane, this.#tickets);
		this.#offices.set(lane, office);
		return office;
	}
}

/** A Redis that is full is a queue that is full. */
function toOverload(error: unknown): unknown {
	const full = error instanceof Error && error.message.startsWith('OOM ');
	return full ? new AssayError('overloaded', 'the memory of Redis is full', { cause: error, retryAfterSeconds: fullRetrySeconds }) : error;
}

/** Programs leave it all the time. */
const fullRetrySeconds = 5;

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorCatalogue, code);

function toError({ code, message, hint }: Extract<Reply, { kind: 'refused' }>): AssayError {
	return new AssayError(isErrorCode(code) ? code : 'internal_error', message, hint === undefined ? {} : { hint });
}
