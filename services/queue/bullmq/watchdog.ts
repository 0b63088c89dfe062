import { setInterval } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { OnRedisFault } from './connection.ts';
import { type FleetView, readFleet } from './fleet.ts';
import { type RedisMemory, readMemory } from './memory.ts';
import type { PendingJob } from './pending.ts';
import type { Known, ProgramState } from './program-state.ts';
import type { SharedSender } from './shared.ts';

export interface WatchdogTools<Job, Result, Progress> {
	readonly redis: Redis;
	readonly prefix: string;
	readonly state: ProgramState;
	readonly sender: SharedSender;
	readonly fleet: FleetView;
	/** All that are waited for. */
	readonly pending: ReadonlyMap<string, PendingJob<Job, Result, Progress>>;
	/** A job whose languages no worker has for so long is given up. */
	readonly workerGraceMs: number;
	readonly now: () => number;
	/** Submits a job again that Redis has lost. */
	readonly sendAgain: (job: PendingJob<Job, Result, Progress>) => Promise<void>;
	readonly issue: (lane: string, tickets: number) => Promise<void>;
	readonly onFault: OnRedisFault;
}

const renewedAtOnce = 500;

/** Looks after the jobs of a submitting process: that Redis keeps them, and that there is somebody to do them. */
export class Watchdog<Job, Result, Progress> {
	readonly #tools: WatchdogTools<Job, Result, Progress>;
	readonly #stop = new AbortController();
	readonly #ended: Promise<void>;
	/** Jobs of other processes, when they were last counted. */
	others = 0;
	/** Of Redis, when it was last asked. */
	memory: RedisMemory | undefined;

	constructor(everyMs: number, tools: WatchdogTools<Job, Result, Progress>) {
		this.#tools = tools;
		this.#ended = this.#watch(everyMs);
	}

	get stopped(): boolean {
		return this.#stop.signal.aborted;
	}

	/** How long the job has waited that was submitted first of those that were seen waiting. */
	oldestWaitMs(): number {
		const { pending, now } = this.#tools;
		let oldestMs = now();
		const nowMs = oldestMs;
		for (const { waiting, submittedMs } of pending.values()) if (waiting > 0) oldestMs = Math.min(oldestMs, submittedMs);
		return nowMs - oldestMs;
	}

	/** Looks no more; what it still asks of Redis is of no interest. */
	stop(): void {
		this.#stop.abort();
	}

	async ended(): Promise<void> {
		await this.#ended;
	}

	async look(): Promise<void> {
		const { redis, prefix, state, sender, fleet, pending } = this.#tools;
		const own = pending.size;
		const [workers, outstanding, memory] = await Promise.all([readFleet(redis, prefix), state.outstanding(), readMemory(redis)]);
		fleet.update(workers);
		this.others = Math.max(0, outstanding - own);
		this.memory = memory;
		const jobs = [...pending.values()];
		for (let from = 0; from < jobs.length; from += renewedAtOnce) await this.#renew(jobs.slice(from, from + renewedAtOnce));
		await sender.renew([...pending.values()].flatMap(({ split }) => split.shared ?? []));
		await this.#issueLacking();
	}

	async #watch(everyMs: number): Promise<void> {
		try {
			for await (const _ of setInterval(everyMs, undefined, { signal: this.#stop.signal, ref: false })) await this.#lookOrTell();
		} catch (error) {
			if (!this.stopped) throw error;
		}
	}

	async #lookOrTell(): Promise<void> {
		try {
			await this.look();
		} catch (fault) {
			if (!this.stopped) this.#tools.onFault(fault);
		}
	}

	async #renew(jobs: readonly PendingJob<Job, Result, Progress>[]): Promise<void> {
		const { state, pending, now } = this.#tools;
		const known = await state.renew(jobs.map((job) => ({ id: job.id, lifeMs: job.lifeMs(now()) })));
		for (const [index, job] of jobs.entries()) if (pending.has(job.id)) await this.#consider(job, known[index] ?? 'gone');
	}

	async #consider(job: PendingJob<Job, Result, Progress>, known: Known): Promise<void> {
		const { fleet, state, now, workerGraceMs, sendAgain } = this.#tools;
		job.missing = known === 'gone' ? job.missing + 1 : 0;
		job.waiting = known === 'waiting' ? job.waiting + 1 : 0;
		// The first time, its last reply may be on its way.
		if (job.missing > 1) {
			job.missing = 0;
			await sendAgain(job);
		}
		const waitedMs = now() - job.submittedMs;
		if (waitedMs > workerGraceMs && !fleet.has(job.languages)) {
			const seconds = Math.round(waitedMs / 1000);
			job.park(`no_worker: no worker that has ${job.languages.join(' and ')} was there for ${seconds} s`);
			await state.cancel(job.id);
		}
	}

	/** The last second of Redis may have been lost, and the tickets of programs in it. */
	async #issueLacking(): Promise<void> {
		const { pending, state, issue } = this.#tools;
		const lanes = new Set([...pending.values()].filter(({ waiting }) => waiting > 1).map(({ lane }) => lane));
		for (const lane of lanes) {
			const lacking = await state.lackingTickets(lane);
			if (lacking > 0) await issue(lane, lacking);
		}
	}
}
