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

/** Which runs of one program a busy machine may have decided. They are repeated with nothing of ours beside them. */
export class Doubts {
	readonly #limitMs: number;
	#slowestMs = 0;
	#isTooSlow = false;

	/** `limitMs`: the CPU time that the program may take. */
	constructor(limitMs: number) {
		this.#limitMs = limitMs;
	}

	/** Every run is noted before there is a word on it. */
	note({ status, cpuMs }: RunOutcome): void {
		if (status !== 'cpu_limit') this.#slowestMs = Math.max(this.#slowestMs, cpuMs);
	}

	/** The outcome of a run alone is final, and says whether the program is too slow by itself. */
	noteAlone(outcome: RunOutcome): RunOutcome {
		this.#isTooSlow ||= outcome.status === 'cpu_limit';
		return outcome;
	}

	/**
	 * A run that ended by itself, or because its test was over, close to the limit; and one that was stopped at the limit
	 * when it had to wait for a processor about as long as it ran, or when the program comes near the limit in other runs
	 * and is not known to be too slow.
	 */
	areAbout({ status, cpuMs, wallMs }: RunOutcome): boolean {
		if (status !== 'cpu_limit') return (status === 'exited' || status === 'killed') && cpuMs > this.#limitMs * nearLimit;
		return wallMs > cpuMs * contended || (!this.#isTooSlow && this.#slowestMs > this.#limitMs * withinReach);
	}

	/** The outcome with the CPU limit as the suite has it: the agent's own is the overrun. */
	held(outcome: RunOutcome): RunOutcome {
		return outcome.status === 'exited' && outcome.cpuMs > this.#limitMs ? { ...outcome, status: 'cpu_limit' } : outcome;
	}
}
