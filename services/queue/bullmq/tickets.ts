import { randomUUID } from 'node:crypto';
import { type BackendFactory, type Job, Queue, QueueKeys, RedisConnection, RedisQueueBackend, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { OnRedisFault } from './connection.ts';

/**
 * Tickets are the jobs of BullMQ: the right to run one program of a lane. Which one is
 * settled when the ticket starts, so that tenants can take turns. BullMQ sees to it that
 * a ticket is held by one worker, is recovered when that dies, comes back after a while
 * when it failed, and is kept with its reason when it is given up.
 */

const parkedKept = { count: 1_000, age: 7 * 24 * 3600 };
/** Nobody listens to them. */
const eventsKept = 100;

/** What of a ticket is kept when it is given up. */
export interface ParkedTicket {
	readonly program: string;
	readonly tenant: string;
	readonly tries: number;
}

/** All queues of a process over one connection. */
export function sharedBackend(redis: Redis, prefix: string): BackendFactory<RedisQueueBackend> {
	const connection = new RedisConnection(redis, { shared: true, blocking: false });
	connection.on('error', () => undefined); // the client tells its faults itself
	const keys = new QueueKeys(prefix);
	return (name, options) =>
		new RedisQueueBackend(connection, name, keys.getKeys(name), (type) => keys.toKey(name, type), options, undefined, false);
}

export interface TicketOptions {
	readonly redis: Redis;
	readonly prefix: string;
	readonly backend: BackendFactory<RedisQueueBackend>;
	readonly onFault: OnRedisFault;
}

/** Where tickets of a lane are made. */
export class TicketOffice {
	readonly #queue: Queue;

	constructor(lane: string, { redis, prefix, backend, onFault }: TicketOptions) {
		this.#queue = new Queue(
			lane,
			{
				connection: redis,
				prefix,
				streams: { events: { maxLen: eventsKept } },
				defaultJobOptions: { removeOnComplete: true, removeOnFail: parkedKept },
			},
			backend,
		);
		this.#queue.on('error', onFault);
	}

	async issue(count: number): Promise<void> {
		// BullMQ's own ids are numbers, the same ones in every lane.
		const tickets = Array.from({ length: count }, () => ({ name: 'program', data: {}, opts: { jobId: randomUUID() } }));
		await this.#queue.addBulk(tickets);
	}

	/** The tickets that were given up, with their reasons, the newest first. */
	async parked(): Promise<readonly { readonly ticket: ParkedTicket; readonly reason: string }[]> {
		const jobs = await this.#queue.getFailed();
		return jobs.map(({ data, failedReason }) => ({ ticket: data, reason: failedReason ?? '' }));
	}

	async close(): Promise<void> {
		await this.#queue.close();
	}
}

export interface TicketTiming {
	/** A worker that does not renew its tickets for so long has died. */
	readonly lockMs: number;
	/** Before the second try; the third waits twice as long. */
	readonly backoffMs: number;
}

/** Where tickets of a lane are taken. */
export class TicketCounter {
	readonly #worker: Worker;
	readonly #timing: TicketTiming;

	constructor(lane: string, { redis, prefix, backend, onFault }: TicketOptions, timing: TicketTiming) {
		this.#timing = timing;
		this.#worker = new Worker(
			lane,
			null,
			{
				connection: redis,
				prefix,
				autorun: false,
				lockDuration: timing.lockMs,
				stalledInterval: timing.lockMs / 2,
				maxStalledCount: Number.MAX_SAFE_INTEGER, // tries are counted by program
			},
			backend,
		);
		this.#worker.on('error', onFault);
	}

	/** Begins to look after the tickets of workers that have died, and calls back with each that may be taken again. */
	async watch(onRecovered: () => void): Promise<void> {
		this.#worker.on('stalled', onRecovered);
		await this.#worker.startStalledCheckTimer();
	}

	async take(token: string): Promise<Ticket | undefined> {
		const job = await this.#worker.getNextJob(token, { block: false });
		return job?.id === undefined ? undefined : new Ticket(job, job.id, token, this.#timing.backoffMs);
	}

	async renew(tickets: readonly Ticket[]): Promise<void> {
		await this.#worker.extendJobLocks(
			tickets.map(({ id }) => id),
			tickets.map(({ token }) => token),
			this.#timing.lockMs,
		);
	}

	async close(): Promise<void> {
		await this.#worker.close();
	}
}

/** One start of a ticket. The methods reject when it has been taken for dead meanwhile. */
export class Ticket {
	readonly id: string;
	readonly token: string;
	readonly #job: Job;
	readonly #backoffMs: number;

	constructor(job: Job, id: string, token: string, backoffMs: number) {
		this.id = id;
		this.token = token;
		this.#job = job;
		this.#backoffMs = backoffMs;
	}

	async done(): Promise<void> {
		await this.#job.moveToCompleted(undefined, this.token, false);
	}

	/** Back to the others, for another worker. */
	async giveBack(): Promise<void> {
		await this.#job.moveToWait(this.token);
	}

	/** Comes back later, after its `tries`-th failure; in how many milliseconds. */
	async failed(tries: number): Promise<number> {
		const delayMs = this.#backoffMs * 2 ** (tries - 1);
		await this.#job.moveToDelayed(Date.now() + delayMs, this.token);
		return delayMs;
	}

	/** Is kept aside for whoever looks into it. */
	async park(ticket: ParkedTicket, reason: string): Promise<void> {
		await this.#job.updateData(ticket);
		await this.#job.moveToFailed(new UnrecoverableError(reason), this.token);
	}
}
