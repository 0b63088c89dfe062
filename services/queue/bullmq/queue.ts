import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { Deadline } from '../../deadline.ts';
import { AssayError } from '../../errors.ts';
import { type JobQueue, OverloadedError, type QueueStats, type SubmitOptions, shuttingDown } from '../contract.ts';
import { Draining } from '../draining.ts';
import { Pace } from '../pace.ts';
import { Promises, promisedFactor } from '../promises.ts';
import type { JobCodec } from './codec.ts';
import { connectRedis, cut, disconnect, duplicate, type OnRedisFault } from './connection.ts';
import { FleetView } from './fleet.ts';
import type { RedisMemory } from './memory.ts';
import { type JobMessage, laneOf, pack, type Reply } from './message.ts';
import { PendingJob } from './pending.ts';
import { type Admission, type Answer, ProgramState } from './program-state.ts';
import { ReplyReader } from './replies.ts';
import { SharedSender } from './shared.ts';
import { sharedBackend, TicketOffice, type TicketOptions } from './tickets.ts';
import { Watchdog } from './watchdog.ts';

export interface BullMqQueueOptions<Job, Result, Progress> {
	readonly redisUrl: string;
	readonly codec: JobCodec<Job, Result, Progress>;
	/** Jobs that may wait, of all processes that submit. */
	readonly limit: number;
	/** No job is taken when those that are there are likely to take longer; absent: only their number counts. */
	readonly longestWaitMs?: number | undefined;
	/** What a job is known by that is refused and comes again; default: all that it is. */
	readonly nameOf?: (job: Job) => string;
	/** A job whose languages no worker has for so long is given up. */
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
	await using opened = new AsyncDisposableStack();
	const redis = opened.adopt(await connectRedis(options.redisUrl, options.onFault), disconnect);
	const blocking = opened.adopt(await duplicate(redis, options.onFault), cut);
	const queue = opened.use(new BullMqQueue(options, redis, blocking));
	await queue.look();
	opened.move();
	return queue;
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
	readonly #promises: Promises;
	readonly #pending = new Map<string, PendingJob<Job, Result, Progress>>();
	readonly #watchdog: Watchdog<Job, Result, Progress>;
	readonly #draining = new Draining(
		() => this.#pending.size === 0,
		() => {
			for (const job of [...this.#pending.values()]) this.#giveUp(job, shuttingDown());
		},
	);

	constructor(options: BullMqQueueOptions<Job, Result, Progress>, redis: Redis, blocking: Redis) {
		const { onFault, workerGraceMs, prefix = defaultPrefix, now = () => performance.now() } = options;
		this.#options = options;
		this.#redis = redis;
		this.#prefix = prefix;
		this.#now = now;
		this.#promises = new Promises(now);
		this.fleet = new FleetView(workerGraceMs, now);
		this.#state = new ProgramState(redis, prefix);
		this.#sender = new SharedSender(redis, prefix);
		this.#tickets = { redis, prefix, backend: sharedBackend(redis, prefix), onFault };
		this.#stream = `${prefix}:replies:${randomUUID()}`;
		this.#replies = new ReplyReader({
			...{ blocking, redis, stream: this.#stream, onFault },
			onReply: (id, reply) => this.#hear(id, reply),
		});
		this.#watchdog = new Watchdog(options.watchEveryMs ?? defaultWatchEveryMs, {
			...{ redis, prefix, state: this.#state, sender: this.#sender, fleet: this.fleet, pending: this.#pending },
			...{ workerGraceMs, now, onFault },
			sendAgain: async (job) => await this.#sendAgain(job),
			issue: async (lane, tickets) => await this.#issue(lane, tickets),
		});
	}

	async submit(job: Job, options: SubmitOptions<Progress>): Promise<Result> {
		using deadline = new Deadline(options);
		const { signal } = deadline;
		signal?.throwIfAborted();
		if (this.#draining.begun) throw shuttingDown();
		const pending = new PendingJob(job, options, this.#options.codec, this.#now());
		const abort = () => this.#giveUp(pending, signal?.reason);
		signal?.addEventListener('abort', abort, { once: true });
		this.#pending.set(pending.id, pending);
		this.#send(pending, this.#admission(this.#promises.redeem(() => this.#nameOf(pending)))).catch((error: unknown) =>
			this.#giveUp(pending, toOverload(error)),
		);
		try {
			return await pending.result;
		} finally {
			signal?.removeEventListener('abort', abort);
			this.#pending.delete(pending.id);
			// One that was submitted again may run once more, for nobody.
			if (pending.resends > 0) this.#cancel(pending.id);
			this.#draining.look();
		}
	}

	/** Of all processes together, as far as this one knows; but the oldest job is one of its own. */
	stats(): QueueStats {
		const concurrency = this.fleet.slots;
		const outstanding = this.#watchdog.others + this.#pending.size;
		const running = Math.min(outstanding, concurrency);
		const { limit } = this.#options;
		const watchdog = this.#watchdog;
		return {
			...{ waiting: outstanding - running, running, concurrency, limit, draining: this.#draining.begun },
			// Looked for when it is asked for: the rest is read for every answer.
			get oldestWaitMs() {
				return watchdog.oldestWaitMs();
			},
		};
	}

	get connected(): boolean {
		return this.#redis.status === 'ready';
	}

	/** Of Redis, as it was last seen. */
	get memory(): RedisMemory | undefined {
		return this.#watchdog.memory;
	}

	async drain(deadline?: AbortSignal): Promise<void> {
		await this.#draining.drain(deadline);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.drain(AbortSignal.abort());
		this.#watchdog.stop();
		await this.#replies.close();
		this.#redis.del(this.#stream).catch(() => undefined); // it ends by itself, too
		await disconnect(this.#redis);
		await this.#watchdog.ended();
		await Promise.all([...this.#offices.values()].map(async (office) => await office.close()));
	}

	/** Programs that were given up as faults of ours, with their reasons. */
	async parked(languages: readonly string[]): ReturnType<TicketOffice['parked']> {
		return await this.#officeOf(laneOf(languages)).parked();
	}

	/** Looks after the fleet and the jobs of this process, as it does by itself every few seconds. */
	async look(): Promise<void> {
		await this.#watchdog.look();
	}

	#hear(id: string, reply: Reply): void {
		const job = this.#pending.get(id);
		if (job === undefined) return;
		if (reply.kind === 'result') {
			this.#pace.record(reply.tookMs);
			job.options.onWaited?.(Math.max(0, this.#now() - job.submittedMs - reply.tookMs));
			this.#promises.free();
		}
		if (reply.kind === 'incomplete') this.#complete(job);
		else job.hear(reply);
	}

	#complete(job: PendingJob<Job, Result, Progress>): void {
		if (job.split.shared !== undefined) this.#sender.forget(job.split.shared.digest);
		if (job.resends >= mostResends) job.park('internal_error: the suite does not get to the workers');
		else this.#sendAgain(job).catch((error: unknown) => this.#giveUp(job, error));
	}

	/** Without `admission` it is not refused. */
	async #send(job: PendingJob<Job, Result, Progress>, admission?: Admission): Promise<void> {
		const { id, lane, split, options } = job;
		const message: JobMessage = { own: split.own, replies: this.#stream, progress: options.onProgress !== undefined };
		if (options.trace !== undefined) message.trace = { ...options.trace };
		if (split.shared !== undefined) message.shared = split.shared.digest;
		const program = {
			...{ id, lane, tenant: options.tenant, message: pack(message), lifeMs: job.lifeMs(this.#now()) },
			...{ priority: options.priority ?? 0, expectedMs: Math.ceil(options.expectedMs ?? this.#pace.meanMs) },
		};
		const sharing = split.shared === undefined ? undefined : this.#sender.send(split.shared);
		const [answer] = await Promise.all([this.#state.submit(program, admission), sharing]);
		if (!answer.taken) throw this.#overload(job, answer);
		await this.#issue(lane, 1);
	}

	async #sendAgain(job: PendingJob<Job, Result, Progress>): Promise<void> {
		job.resends++;
		await this.#send(job);
	}

	async #issue(lane: string, tickets: number): Promise<void> {
		await this.#officeOf(lane).issue(tickets);
		await this.#redis.publish(`${this.#prefix}:wake`, lane);
	}

	#admission(promised: boolean): Admission {
		const { limit, longestWaitMs } = this.#options;
		const slots = this.fleet.slots;
		const factor = promised ? promisedFactor : 1;
		const expectedMs = longestWaitMs === undefined ? -1 : factor * longestWaitMs * Math.max(1, slots);
		return { places: factor * (slots + limit), expectedMs };
	}

	#overload(job: PendingJob<Job, Result, Progress>, answer: Pick<Answer, 'outstanding' | 'expectedMs'>): OverloadedError {
		const { outstanding, expectedMs } = answer;
		const places = this.fleet.slots;
		const load = { jobs: outstanding, expectedMs, places };
		const seconds = this.#promises.make(job.options.tenant, this.#nameOf(job), this.#pace.meanMs, load, this.#options.longestWaitMs);
		return new OverloadedError(Math.max(0, outstanding - places), seconds);
	}

	#nameOf({ job, options }: PendingJob<Job, Result, Progress>): string {
		const { nameOf = JSON.stringify } = this.#options;
		return `${options.tenant} ${nameOf(job)}`;
	}

	#giveUp(job: PendingJob<Job, Result, Progress>, reason: unknown): void {
		job.reject(reason);
		this.#cancel(job.id);
	}

	#cancel(id: string): void {
		this.#state.cancel(id).catch((fault: unknown) => {
			if (!this.#watchdog.stopped) this.#options.onFault(fault);
		});
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
