/** The end of a queue: refuses what is new, and waits until nothing is left. */
export class Draining {
	readonly #isIdle: () => boolean;
	readonly #abortAll: () => void;
	readonly #waiters: (() => void)[] = [];
	/** Whether it has begun. */
	begun = false;

	constructor(isIdle: () => boolean, abortAll: () => void) {
		this.#isIdle = isIdle;
		this.#abortAll = abortAll;
	}

	/** Resolves when nothing is left; aborting `deadline` aborts what is. */
	async drain(deadline?: AbortSignal): Promise<void> {
		this.begun = true;
		deadline?.addEventListener('abort', this.#abortAll, { once: true });
		if (deadline?.aborted) this.#abortAll();
		await new Promise<void>((resolve) => {
			this.#waiters.push(resolve);
			this.look();
		});
		deadline?.removeEventListener('abort', this.#abortAll);
	}

	/** To be called when something has ended. */
	look(): void {
		if (!this.#isIdle()) return;
		for (const resolve of this.#waiters.splice(0)) resolve();
	}
}
