interface Waiter {
	readonly alone: boolean;
	readonly enter: () => void;
}

/** One in so many slots is alone still: it shares no core with another of ours. */
const slotsForOneAlone = 4;

/**
 * Lets many runs go on at once, or one alone: a run whose verdict is doubtful is repeated
 * with nothing of ours beside it. On a machine of many slots a few are alone at once,
 * so that the others do not stand still for each. Who waits to be alone goes before whoever
 * comes after.
 */
export class Turnstile {
	readonly #mostAlone: number;
	#sharing = 0;
	#alone = 0;
	#waiting: Waiter[] = [];

	/** `slots`: the runs that go on at once at most. */
	constructor(slots: number) {
		this.#mostAlone = Math.max(1, Math.floor(slots / slotsForOneAlone));
	}

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
			this.#alone--;
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
		return alone ? this.#sharing === 0 && this.#alone < this.#mostAlone : this.#alone === 0;
	}

	#take(alone: boolean): void {
		if (alone) this.#alone++;
		else this.#sharing++;
	}

	#next(): void {
		for (let first = this.#waiting[0]; first !== undefined && this.#fits(first.alone); first = this.#waiting[0]) {
			this.#waiting.shift();
			this.#take(first.alone);
			first.enter();
			// Now that there is nothing beside it, the others that wait for that take their turn, too.
			if (first.alone && this.#alone === 1)
				this.#waiting = [true, false].flatMap((alone) => this.#waiting.filter((other) => other.alone === alone));
		}
	}
}
