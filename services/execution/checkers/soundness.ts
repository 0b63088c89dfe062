import { createHash } from 'node:crypto';
import type { RunStatus } from '../../../runners/sandboxes/contract.ts';
import type { Checker, InteractiveTest } from '../../../testcases/schema.ts';

const mostKnown = 100_000;

/**
 * Which interactors have accepted a program on a test. One that fails there over another program has met
 * what it was not written for: no conversation that it accepts. Of one that has accepted none so far it is not
 * known whether it works at all.
 */
export class SoundInteractors {
	readonly #known = new Set<string>();

	note(interactor: Checker, test: InteractiveTest): void {
		const [oldest] = this.#known;
		if (this.#known.size >= mostKnown && oldest !== undefined) this.#known.delete(oldest);
		this.#known.add(keyOf(interactor, test));
	}

	has(interactor: Checker, test: InteractiveTest): boolean {
		return this.#known.has(keyOf(interactor, test));
	}
}

function keyOf(interactor: Checker, { input, output }: InteractiveTest): string {
	return createHash('sha256')
		.update(JSON.stringify([interactor, input, output]))
		.digest('base64');
}

/** Whether a program of the suite's failed by what it did, and not by waiting, or because it was stopped. */
export const failedByItself = (status: RunStatus): boolean => status !== 'wall_limit' && status !== 'killed';
