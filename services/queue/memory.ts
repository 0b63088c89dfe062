import { Deadline } from '../deadline.ts';
import { type JobHandler, type JobQueue, OverloadedError, type QueueStats, type SubmitOptions, shuttingDown } from './contract.ts';
import { Draining } from './draining.ts';
import { FairLine } from './fair-line.ts';
import { Pace } from './pace.ts';
import { Promises, promisedFactor } from './promises.ts';

export interface MemoryQueueOptions<Job, Result, Progress> {
	readonly handler: JobHandler<Job, Result, Progress>;
	/** Jobs that run at the same time. */
	readonly concurrency: number;
	/** Jobs that may wait. */
	readonly limit: number;
	/** No job is taken when those that are there are likely to take longer; absent: only their number counts. */
	readonly longestWaitMs?: number | undefined;
	/** What a job is known by that is refused and comes again; default: all that it is. */
	readonly nameOf?: (job: Job) => string;
	/** A clock in milliseconds, for the estimate of the waiting time. */
	readonly now?: () => number;
}

/** A queue inside this process: bounded, fair between tenants, in order within one. */
export function createMemoryQueue<Job, Result, Progress = never>(
	options: MemoryQueueOptions<Job, Result, Progress>,
): JobQueue<Job, Result, Progress> {
	return new MemoryQueue(options);
}

interface Entry {
	readonly controller: AbortController;
	readonly expectedMs: number;
	readonly submittedMs: number;
	start(): Promise<void>;
	refuse(reason: unknown): void;
}

class MemoryQueue<Job, Result, Progress> implements JobQueue<Job, Result, Progress> {
	readonly #options: MemoryQueueOptions<Job, Result, Progress>;
	readonly #now: () => number;
	readonly #pace = new Pace();
	readonly #promises: Promises;
	readonly #line = new FairLine<Entry>();
	readonly #running = new Set<Entry>();
	/** Of all jobs that are there. */
	#expectedMs = 0;
	readonly #draining = new Draining(
		() => this.#running.size === 0 && this.#line.size === 0,
		() => this.#abortAll(),
	);

	constructor(options: MemoryQueueOptions<Job, Result, Progress>) {
		this.#options = options;
		this.#now = options.now ?? (() => performance.now());
		this.#promises = new Promises(this.#now);
	}

	async submit(job: Job, options: SubmitOptions<Progress>): Promise<Result> {
		using deadline = new Deadline(options);
		deadline.signal?.throwIfAborted();
		if (this.#draining.begun) throw shuttingDown();
		this.#requirePlace(job, options.tenant);
		return await this.#enqueue(job, options, deadline.signal);
	}

	#requirePlace(job: Job, tenant: string): void {
		const { concurrency, longestWaitMs, nameOf = JSON.stringify } = this.#options;
		if (this.#hasPlace(1)) return;
		const name = () => `${tenant} ${nameOf(job)}`;
		if (this.#promises.redeem(name) && this.#hasPlace(promisedFactor)) return;
		const load = { jobs: this.#running.size + this.#line.size, expectedMs: this.#expectedMs, places: concurrency };
		throw new OverloadedError(this.#line.size, this.#promises.make(tenant, name(), this.#pace.meanMs, load, longestWaitMs));
	}

	#hasPlace(factor: number): boolean {
		const { limit, concurrency, longestWaitMs = Number.POSITIVE_INFINITY } = this.#options;
		const isFull = this.#running.size + this.#line.size >= factor * (concurrency + limit);
		return !isFull && this.#expectedMs <= factor * longestWaitMs * concurrency;
	}

	async #enqueue(job: Job, options: SubmitOptions<Progress>, signal: AbortSignal | undefined): Promise<Result> {
		const { tenant, priority, onProgress, onWaited, trace } = options;
		const submittedMs = this.#now();
		const { promise, resolve, reject } = Promise.withResolvers<Result>();
		const controller = new AbortController();
		const entry: Entry = {
			controller,
			submittedMs,
			expectedMs: options.expectedMs ?? this.#pace.meanMs,
			refuse: reject,
			start: async () => {
				onWaited?.(this.#now() - submittedMs);
				try {
					resolve(await this.#options.handler(job, { signal: controller.signal, onProgress: onProgress ?? (() => {}), trace }));
				} catch (error) {
					reject(error);
				}
			},
		};
		const abort = () => {
			controller.abort(signal?.reason);
			if (this.#line.remove(tenant, entry)) {
				reject(signal?.reason);
				this.#draining.look();
			}
		};
		signal?.addEventListener('abort', abort, { once: true });
		this.#line.add(tenant, entry, priority);
		this.#expectedMs += entry.expectedMs;
		this.#fill();
		try {
			return await promise;
		} finally {
			signal?.removeEventListener('abort', abort);
			this.#expectedMs -= entry.expectedMs;
		}
	}

	stats(): QueueStats {
		const { concurrency, limit } = this.#options;
		const oldestWaitMs = () => this.#oldestWaitMs();
		return {
			...{ waiting: this.#line.size, running: this.#running.size, concurrency, limit, draining: this.#draining.begun },
			// Looked for when it is asked for: the rest is read for every answer.
			get oldestWaitMs() {
				return oldestWaitMs();
			},
		};
	}

	#oldestWaitMs(): number {
		const nowMs = this.#now();
		let oldestMs = nowMs;
		for (const { submittedMs } of this.#line) oldestMs = Math.min(oldestMs, submittedMs);
		return nowMs - oldestMs;
	}

	async drain(deadline?: AbortSignal): Promise<void> {
		await this.#draining.drain(deadline);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.drain(AbortSignal.abort());
	}

	#fill(): void {
		while (this.#running.size < this.#options.concurrency) {
			const entry = this.#line.take();
			if (entry === undefined) break;
			void this.#run(entry);
		}
	}

	async #run(entry: Entry): Promise<void> {
		const startedMs = this.#now();
		this.#running.add(entry);
		await entry.start();
		this.#running.delete(entry);
		this.#promises.free();
		if (!entry.controller.signal.aborted) this.#pace.record(this.#now() - startedMs);
		this.#fill();
		this.#draining.look();
	}

	#abortAll(): void {
		for (let entry = this.#line.take(); entry !== undefined; entry = this.#line.take()) entry.refuse(shuttingDown());
		for (const entry of this.#running) entry.controller.abort(shuttingDown());
		this.#draining.look();
	}
}
