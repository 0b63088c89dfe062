/**
 * Lets many runs go on at once, or one alone: a run whose verdict was too close to
 * a limit is repeated with nothing of ours beside it. Whoever waits to be alone
 * goes before whoever comes after.
 */
export class Turnstile {
	#sharing = 0;
	#alone = false;
	readonly #waiting: { readonly alone: boolean; readonly enter: () => void }[] = [];

	async shared<T>(work: () => Promise<T>): Promise<T> {
		await this.#enter(false);
		try {
			return await work();
		} finally {
			this.#sharing--;
			this.#next();
		}
	}

	async alone<T>(work: () => Promise<T>): Promise<T> {
		await this.#enter(true);
		try {
			return await work();
		} finally {
			this.#alone = false;
			this.#next();
		}
	}

	#enter(alone: boolean): Promise<void> | undefined {
		if (this.#waiting.length === 0 && this.#fits(alone)) {
			this.#take(alone);
			return undefined;
		}
		return new Promise((enter) => {
			this.#waiting.push({ alone, enter });
		});
	}

	#fits(alone: boolean): boolean {
		return !this.#alone && (!alone || this.#sharing === 0);
	}

	#take(alone: boolean): void {
		if (alone) this.#alone = true;
		else this.#sharing++;
	}

	#next(): void {
		for (let first = this.#waiting[0]; first !== undefined && this.#fits(first.alone); first = this.#waiting[0]) {
			this.#waiting.shift();
			this.#take(first.alone);
			first.enter();
		}
	}
}
