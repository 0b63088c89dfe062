import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { JobView } from '../contract/jobs.ts';
import type { GradeResult, TestResult } from '../contract/verdict.ts';
import { AssayError } from '../errors.ts';
import type { Grader, GraderInfo, Submission } from '../execution/contract.ts';
import { memoised } from '../execution/memo.ts';
import type { JobQueue } from '../queue/contract.ts';
import { observedSample, withoutProgram } from '../rewards/observed.ts';
import { submitPatiently } from '../rewards/patience.ts';
import type { JobResult, JobStore, OpenSample, ProblemStore, StoredJob } from '../store/contract.ts';

export interface JobEngine {
	readonly grader: Pick<GraderInfo, 'check' | 'concurrency'>;
	readonly queue: JobQueue<Submission, GradeResult, TestResult>;
	readonly store: JobStore & Pick<ProblemStore, 'getProblem'>;
	/** Called with what went wrong when a job failed by a fault of ours. */
	readonly onFault: (fault: unknown) => void;
	/** A job whose process has not been heard of for so long is taken by another; default 30 s. */
	readonly holdMs?: number;
}

/** So often a job that is held is renewed, and jobs are looked for that nobody holds. */
const looksPerHold = 3;

/** Samples that are read from the store at a time. */
const samplesAtOnce = 256;

/**
 * Runs labelling jobs in this process. Every result is in the store before the next
 * is counted, so a job that was cut off goes on where it was, with nothing judged twice
 * that was done. Where processes share a store, one of them holds a job while it works on
 * it, and renews that; a job that nobody holds is taken by whoever looks first.
 */
export class JobRunner implements AsyncDisposable {
	readonly #engine: JobEngine;
	readonly #holder = randomUUID();
	readonly #holdMs: number;
	#looking: NodeJS.Timeout | undefined;
	readonly #running = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();
	readonly #watchers = new Map<string, Set<() => void>>();

	constructor(engine: JobEngine) {
		this.#engine = engine;
		this.#holdMs = engine.holdMs ?? 30_000;
	}

	/** Goes on with what other processes have left, and will leave. */
	async resume(): Promise<void> {
		await this.#takeUp();
		this.#looking ??= setInterval(() => void this.#takeUp().catch(this.#engine.onFault), this.#holdMs / looksPerHold);
	}

	async #takeUp(): Promise<void> {
		for (const job of await this.#engine.store.unfinishedJobs()) this.start(job);
	}

	/** Does nothing where it runs already: whoever has made it, and whoever looks for such as nobody runs, may both come. */
	start(job: StoredJob): void {
		const { id } = job.view;
		if (this.#running.has(id)) return;
		const stop = new AbortController();
		const ended = this.#run(job, stop).finally(() => {
			this.#running.delete(id);
			this.#tell(id);
		});
		this.#running.set(id, { stop, ended });
	}

	/** Ends a job; what was judged stays. */
	async cancel(id: string): Promise<void> {
		await this.#engine.store.endJob(id, 'cancelled');
		const running = this.#running.get(id);
		running?.stop.abort(new Stopped());
		await running?.ended;
	}

	/** Calls back whenever the job may have changed, until disposed. */
	watch(id: string, changed: () => void): Disposable {
		const watchers = this.#watchers.get(id) ?? new Set();
		this.#watchers.set(id, watchers.add(changed));
		return {
			[Symbol.dispose]: () => {
				watchers.delete(changed);
				if (watchers.size === 0) this.#watchers.delete(id);
			},
		};
	}

	/** Stops all jobs where they are; they stay unfinished in the store. */
	async [Symbol.asyncDispose](): Promise<void> {
		clearInterval(this.#looking);
		const all = [...this.#running.values()];
		for (const { stop } of all) stop.abort(new Stopped());
		await Promise.all(all.map(({ ended }) => ended));
	}

	#tell(id: string): void {
		for (const changed of this.#watchers.get(id) ?? []) changed();
	}

	async #run(job: StoredJob, stop: AbortController): Promise<void> {
		const { store, onFault } = this.#engine;
		const { id } = job.view;
		const { signal } = stop;
		const hold = async () => await store.holdJob(id, this.#holder, this.#holdMs);
		const lost = (held: boolean) => {
			if (!held) stop.abort(new Stopped());
		};
		// While the store is away nobody else gets the job; the work itself tells of that.
		const renewing = setInterval(() => void hold().then(lost, () => undefined), this.#holdMs / looksPerHold);
		try {
			await this.#whileStoreIsAway(signal, async () => {
				if (!(await hold())) return;
				await this.#judgeAll(job, signal);
				await store.endJob(id, 'done');
			});
		} catch (error) {
			if (error instanceof Stopped || (error instanceof AssayError && error.code === 'shutting_down')) return;
			onFault(error);
			await store.endJob(id, 'failed', error instanceof AssayError ? error.message : 'a fault of the server').catch(onFault);
		} finally {
			clearInterval(renewing);
			await store.releaseJob(id, this.#holder).catch(onFault);
		}
	}

	/** Where the database is out of reach, the work goes on when it is back, with what has no result by then. */
	async #whileStoreIsAway(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
		for (;;) {
			try {
				return await work();
			} catch (error) {
				if (!(error instanceof AssayError) || error.code !== 'store_unavailable') throw error;
				this.#engine.onFault(error);
				await delay((error.retryAfterSeconds ?? 1) * 1000, undefined, { signal }).catch(() => signal.throwIfAborted());
			}
		}
	}

	async #judgeAll(job: StoredJob, outer: AbortSignal): Promise<void> {
		const failed = new AbortController();
		const signal = AbortSignal.any([outer, failed.signal]);
		const judge = memoised(
			async (submission) => await submitPatiently(this.#engine.queue, submission, { tenant: job.tenant, signal, priority: -1 }),
		);
		const samples = this.#open(job.view.id)[Symbol.asyncIterator]();
		const worker = async () => {
			for (let next = await samples.next(); next.done !== true; next = await samples.next()) {
				signal.throwIfAborted();
				await this.#judgeOne(job, next.value, judge);
				this.#tell(job.view.id);
			}
		};
		const workers = Array.from({ length: this.#engine.grader.concurrency }, async () => {
			try {
				await worker();
			} catch (error) {
				failed.abort(error);
			}
		});
		await Promise.all(workers);
		signal.throwIfAborted();
	}

	async *#open(id: string): AsyncGenerator<OpenSample> {
		for (let after = -1; ; ) {
			const samples = await this.#engine.store.openSamples(id, after, samplesAtOnce);
			yield* samples;
			const last = samples.at(-1);
			if (last === undefined) return;
			after = last.position;
		}
	}

	async #judgeOne(job: StoredJob, { position, sample }: OpenSample, judge: Grader['grade']): Promise<void> {
		const { grader, store } = this.#engine;
		const found = await store.getProblem(job.tenant, sample.digest);
		if (found === undefined) throw new AssayError('internal_error', `the suite ${sample.digest} of a job is gone`);
		const submission = { problem: found.problem, language: sample.language, code: sample.code ?? '' };
		const results = sample.code === null ? withoutProgram(grader.check(submission)) : await this.#testsOf(submission, judge);
		await store.putResult(job, position, sample.digest, results, observedSample(sample.policy, 1, results));
	}

	/** A suite whose checker does not compile judges nobody, and is no reason to give up the other problems of a job. */
	async #testsOf(submission: Submission, judge: Grader['grade']): Promise<JobResult> {
		try {
			return (await judge(submission)).tests;
		} catch (error) {
			if (!(error instanceof AssayError) || error.code !== 'invalid_checker') throw error;
			this.#engine.onFault(error);
			return this.#engine.grader.check(submission).map((id) => ({ id, verdict: 'no_verdict' }));
		}
	}
}

/** The job was cancelled, or another has it, or the server stops. */
class Stopped extends Error {
	constructor() {
		super('the job was stopped');
		this.name = 'Stopped';
	}
}

export const isOver = ({ status }: JobView): boolean => status !== 'running';
