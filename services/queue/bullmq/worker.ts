import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { JobHandler } from '../contract.ts';
import { type AttemptTools, attempt, CutOff } from './attempt.ts';
import type { JobCodec } from './codec.ts';
import { connectRedis, cut, disconnect, duplicate, type OnRedisFault } from './connection.ts';
import { announce, announceEveryMs, withdraw } from './fleet.ts';
import { parseLane, versionsRead } from './message.ts';
import { ProgramState } from './program-state.ts';
import { defaultPrefix } from './queue.ts';
import { type SharedDisk, SharedReader } from './shared.ts';
import { sharedBackend, type Ticket, TicketCounter, type TicketOptions, type TicketTiming } from './tickets.ts';

export interface RedisWorkerOptions<Job, Result, Progress> {
	readonly redisUrl: string;
	readonly codec: JobCodec<Job, Result, Progress>;
	readonly handler: JobHandler<Job, Result, Progress>;
	/** What this worker can run, each with the version of its toolchain, if it says one. */
	readonly languages: ReadonlyMap<string, string | null>;
	/** Jobs at the same time. */
	readonly slots: number;
	/** Of this software, for whoever looks at the fleet. */
	readonly release: string;
	/** What jobs share is kept here beyond the life of this process. */
	readonly disk?: SharedDisk | undefined;
	readonly onFault: OnRedisFault;
	/** Why it should take no jobs now, in words; asked before each. What runs goes on. */
	readonly whyNotNow?: (() => string | undefined) | undefined;
	readonly prefix?: string;
	/** A job is tried so many times before it is parked. */
	readonly mostTries?: number;
	/** A worker that gives no sign of life for so long has died, and its jobs are run by others. */
	readonly lockMs?: number;
	/** Before the second try; the third waits twice as long. */
	readonly backoffMs?: number;
}

const defaults = { mostTries: 3, lockMs: 10_000, backoffMs: 500 } as const;
/** What there is to take is announced; this is for announcements that got lost. */
const pollEveryMs = 2_000;
const sharedMemoryBytes = 256 << 20;
/** How long Redis remembers what a ticket is for unless it is renewed. */
const claimLifeMs = 60_000;

/** At shutdown, a Redis that does not answer is not waited for. */
const lastWordsMs = 2_000;

interface Lane {
	readonly name: string;
	readonly counter: TicketCounter;
	/** Whether there may be tickets. */
	open: boolean;
}

interface Run {
	readonly ticket: Ticket;
	readonly lane: Lane;
	readonly controller: AbortController;
	readonly ended: Promise<void>;
	program?: string;
}

/**
 * The working side of a queue in Redis: takes as many tickets as it has free slots, of
 * its languages in turn, and no more, so that what waits can go to any worker.
 */
export async function openRedisWorker<Job, Result, Progress = never>(
	options: RedisWorkerOptions<Job, Result, Progress>,
): Promise<RedisWorker<Job, Result, Progress>> {
	await using opened = new AsyncDisposableStack();
	const redis = opened.adopt(await connectRedis(options.redisUrl, options.onFault), disconnect);
	const subscriber = opened.adopt(await duplicate(redis, options.onFault), cut);
	const worker = opened.use(new RedisWorker(options, redis, subscriber));
	await worker.start();
	opened.move();
	return worker;
}

export class RedisWorker<Job, Result, Progress> implements AsyncDisposable {
	readonly #options: RedisWorkerOptions<Job, Result, Progress>;
	readonly #id = randomUUID();
	readonly #prefix: string;
	readonly #redis: Redis;
	readonly #subscriber: Redis;
	readonly #state: ProgramState;
	readonly #tools: AttemptTools<Job, Result, Progress>;
	readonly #tickets: TicketOptions;
	readonly #timing: TicketTiming;
	/** Those that there have been, of which this worker has the languages. */
	readonly #lanes: Lane[] = [];
	readonly #runs = new Set<Run>();
	readonly #timers: NodeJS.Timeout[] = [];
	#filling: Promise<void> | undefined;
	#stopping = false;

	constructor(options: RedisWorkerOptions<Job, Result, Progress>, redis: Redis, subscriber: Redis) {
		const { onFault, codec, handler, disk } = options;
		this.#options = options;
		this.#prefix = options.prefix ?? defaultPrefix;
		this.#redis = redis;
		this.#subscriber = subscriber;
		this.#state = new ProgramState(redis, this.#prefix);
		const shared = new SharedReader(redis, this.#prefix, { memoryBytes: sharedMemoryBytes, disk, onFault });
		this.#tools = { state: this.#state, shared, codec, handler, onFault, mostTries: options.mostTries ?? defaults.mostTries };
		this.#tickets = { redis, prefix: this.#prefix, backend: sharedBackend(redis, this.#prefix), onFault };
		this.#timing = { lockMs: options.lockMs ?? defaults.lockMs, backoffMs: options.backoffMs ?? defaults.backoffMs };
	}

	/** Why it should not count as ready, in words; undefined: it is. */
	get trouble(): string | undefined {
		if (this.#stopping) return 'shutting down';
		if (!this.connected) return 'no connection to Redis';
		return this.#options.whyNotNow?.();
	}

	get connected(): boolean {
		return this.#redis.status === 'ready';
	}

	get busySlots(): number {
		return this.#runs.size;
	}

	async start(): Promise<void> {
		const [wake, cancelled] = [`${this.#prefix}:wake`, `${this.#prefix}:cancelled`];
		this.#subscriber.on('message', (channel: string, text: string) => {
			if (channel === cancelled) this.#cutOff(text);
			else this.#wake([text]);
		});
		await this.#subscriber.subscribe(wake, cancelled);
		await this.#announce();
		this.#every(announceEveryMs, async () => await this.#announce());
		this.#every(this.#timing.lockMs / 3, async () => await this.#renew());
		this.#every(pollEveryMs, async () => this.#wake(await this.#state.lanes()));
		this.#wake(await this.#state.lanes());
	}

	/** Takes no more, and resolves when nothing runs; aborting `deadline` gives what still runs to other workers. */
	async drain(deadline?: AbortSignal): Promise<void> {
		if (!this.#stopping) withdraw(this.#redis, this.#prefix, this.#id).catch(this.#options.onFault);
		this.#stopping = true;
		const { promise: overdue, resolve } = Promise.withResolvers<void>();
		const abort = () => {
			for (const { controller } of this.#runs) controller.abort(new CutOff('stopping'));
			setTimeout(resolve, lastWordsMs).unref();
		};
		deadline?.addEventListener('abort', abort, { once: true });
		if (deadline?.aborted) abort();
		await Promise.race([this.#allEnded(), overdue]);
		deadline?.removeEventListener('abort', abort);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.drain(AbortSignal.abort());
		for (const timer of this.#timers) clearInterval(timer);
		await Promise.all(this.#lanes.map(async ({ counter }) => await counter.close()));
		await Promise.all([cut(this.#subscriber), disconnect(this.#redis)]);
	}

	async #allEnded(): Promise<void> {
		await this.#filling;
		await Promise.all([...this.#runs].map(({ ended }) => ended));
	}

	#every(ms: number, work: () => Promise<void>): void {
		let busy = false;
		const timer = setInterval(() => {
			if (busy) return; // Redis does not answer
			busy = true;
			work()
				.catch(this.#options.onFault)
				.finally(() => {
					busy = false;
				});
		}, ms);
		this.#timers.push(timer);
	}

	async #announce(): Promise<void> {
		if (this.#stopping) return;
		// Who takes none is no worker that others should count on.
		if (this.#options.whyNotNow?.() !== undefined) return await withdraw(this.#redis, this.#prefix, this.#id);
		const { languages, slots, release } = this.#options;
		const words = { languages: Object.fromEntries(languages), messages: [...versionsRead], slots, busySlots: this.busySlots, release };
		await announce(this.#redis, this.#prefix, { id: this.#id, ...words });
	}

	/** Holds what runs, and cuts off what nobody waits for. */
	async #renew(): Promise<void> {
		for (const lane of this.#lanes) {
			const tickets = [...this.#runs].filter((run) => run.lane === lane).map(({ ticket }) => ticket);
			if (tickets.length > 0) await lane.counter.renew(tickets);
		}
		const claimed = [...this.#runs].flatMap((run) => (run.program === undefined ? [] : [{ run, program: run.program }]));
		const tokens = await this.#state.tokens(claimed.map(({ program }) => program));
		for (const [index, { run }] of claimed.entries()) if (tokens[index] !== run.ticket.token) run.controller.abort(new CutOff('unwanted'));
	}

	#cutOff(program: string): void {
		for (const run of this.#runs) if (run.program === program) run.controller.abort(new CutOff('unwanted'));
	}

	/** There may be tickets in these lanes. */
	#wake(names: readonly string[]): void {
		for (const name of names) {
			const lane = this.#lanes.find((known) => known.name === name) ?? this.#addLane(name);
			if (lane !== undefined) lane.open = true;
		}
		this.#refill();
	}

	#addLane(name: string): Lane | undefined {
		const { version, languages } = parseLane(name);
		const mayRun = versionsRead.includes(version) && languages.every((language) => this.#options.languages.has(language));
		if (!mayRun || this.#stopping) return undefined;
		const lane = { name, counter: new TicketCounter(name, this.#tickets, this.#timing), open: true };
		this.#lanes.push(lane);
		lane.counter.watch(() => this.#wake([name])).catch(this.#options.onFault);
		return lane;
	}

	#refill(): void {
		if (this.#filling !== undefined || !this.#mayTake()) return;
		this.#filling = this.#fill().finally(() => {
			this.#filling = undefined;
			this.#refill(); // for who came meanwhile
		});
	}

	#mayTake(): boolean {
		const mayWork = !this.#stopping && this.#options.whyNotNow?.() === undefined;
		return mayWork && this.#runs.size < this.#options.slots && this.#lanes.some(({ open }) => open);
	}

	async #fill(): Promise<void> {
		while (this.#mayTake()) {
			const lane = this.#nextLane();
			if (lane === undefined) return;
			lane.open = false;
			try {
				const ticket = await lane.counter.take(randomUUID());
				if (ticket === undefined) continue;
				lane.open = true;
				this.#start(lane, ticket);
			} catch (fault) {
				this.#options.onFault(fault);
			}
		}
	}

	/** The first that may have tickets; it goes to the end. */
	#nextLane(): Lane | undefined {
		const index = this.#lanes.findIndex(({ open }) => open);
		if (index < 0) return undefined;
		const [lane] = this.#lanes.splice(index, 1);
		if (lane !== undefined) this.#lanes.push(lane);
		return lane;
	}

	#start(lane: Lane, ticket: Ticket): void {
		const controller = new AbortController();
		const { promise, resolve } = Promise.withResolvers<void>();
		const run: Run = { ticket, lane, controller, ended: promise };
		this.#runs.add(run);
		this.#claimAndRun(run)
			.catch(this.#options.onFault) // the ticket is not renewed any longer, and so taken by another
			.finally(() => {
				this.#runs.delete(run);
				resolve();
				if (this.#stopping)
					this.#redis.publish(`${this.#prefix}:wake`, lane.name).catch(() => undefined); // for what was given back
				else this.#wake([lane.name]);
			});
	}

	async #claimAndRun(run: Run): Promise<void> {
		const { ticket, lane, controller } = run;
		if (this.#stopping) return await ticket.giveBack();
		const claimed = await this.#state.claim(lane.name, ticket.id, ticket.token, claimLifeMs);
		if (claimed === undefined) return await ticket.done();
		run.program = claimed.id;
		const backMs = await attempt(ticket, claimed, controller.signal, this.#tools);
		if (backMs !== undefined) setTimeout(() => this.#wake([lane.name]), backMs).unref();
	}
}
