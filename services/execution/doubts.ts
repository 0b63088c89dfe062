import type { RunOutcome } from '../../runners/sandboxes/contract.ts';

/** A program may overrun its CPU time by this factor before it is killed, so that a verdict near the limit can be told apart and checked. */
export const overrun = 1.1;
const nearLimit = 0.9;
/** Elapsed time by CPU time of a run that had company on its processor. */
const contended = 1.7;
/**
 * Other work on the same core, which a virtual machine does not even see, makes a program take up to twice its CPU time
 * for seconds on end. One with no run of so large a part of its limit is rather in a loop when it is stopped.
 */
const withinReach = 0.2;

/** Runs the same once more: with others beside it, or with nothing of ours. */
export type Repeat<T> = (beside: 'shared' | 'alone') => Promise<T>;

/** Which runs of one program a busy machine may have decided, and what is believed instead. */
export class Doubts {
	readonly #limitMs: number;
	/** CPU time of the slowest run that was not stopped. */
	#slowestMs = 0;
	#isTooSlow = false;

	/** `limitMs`: the CPU time that the program may take. */
	constructor(limitMs: number) {
		this.#limitMs = limitMs;
	}

	/** Of every run of the program, in turn: what is done with it, or with another run in its place. */
	async settle<T>(first: T, outcomeOf: (done: T) => RunOutcome, repeat: Repeat<T>): Promise<T> {
		this.#note(outcomeOf(first));
		let done = first;
		if (this.#mayBeOfASlowMoment(outcomeOf(done))) {
			done = await repeat('shared');
			this.#note(outcomeOf(done));
			this.#isTooSlow ||= outcomeOf(done).status === 'cpu_limit';
		}
		return this.#isUndecided(outcomeOf(done)) ? await repeat('alone') : done;
	}

	/** The same where a run is all that is done; held to the limit. */
	async settleRun(first: RunOutcome, repeat: Repeat<RunOutcome>): Promise<RunOutcome> {
		return this.held(await this.settle(first, (outcome) => outcome, repeat));
	}

	/** Whether `settle` would repeat the run. */
	areAbout(outcome: RunOutcome): boolean {
		return this.#isUndecided(outcome) || this.#mayBeOfASlowMoment(outcome);
	}

	/** The outcome with the CPU limit as the suite has it: the agent's own is the overrun. */
	held(outcome: RunOutcome): RunOutcome {
		return outcome.status === 'exited' && outcome.cpuMs > this.#limitMs ? { ...outcome, status: 'cpu_limit' } : outcome;
	}

	#note({ status, cpuMs }: RunOutcome): void {
		if (status !== 'cpu_limit') this.#slowestMs = Math.max(this.#slowestMs, cpuMs);
	}

	/** It was stopped at the limit, and the program comes near that in other runs and has not been stopped in a second one yet. */
	#mayBeOfASlowMoment({ status }: RunOutcome): boolean {
		return status === 'cpu_limit' && !this.#isTooSlow && this.#slowestMs > this.#limitMs * withinReach;
	}

	/**
	 * It ended by itself, or because its test was over, close to the limit; or it was stopped at the limit and had to
	 * wait for a processor about as long as it ran, and what runs beside others takes more CPU time, too.
	 */
	#isUndecided({ status, cpuMs, wallMs }: RunOutcome): boolean {
		if (status === 'cpu_limit') return wallMs > cpuMs * contended;
		return (status === 'exited' || status === 'killed') && cpuMs > this.#limitMs * nearLimit;
	}
}
