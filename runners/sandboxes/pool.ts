import { type Sandbox, SandboxFault, type Wall } from './contract.ts';

/**
 * Warm sandboxes, a fixed number of slots.
 *
 * A slot is idle (with a clean sandbox, or with none yet), leased, or in
 * turn-over. A lease ends in `release`, which wipes the sandbox and checks that it is
 * clean, or in `discard`, which throws it away and warms up another. Whoever asks
 * first is served first; asking can be cancelled. Who asks names a language, and where
 * sandboxes differ by that, a slot with one of the wrong kind gets another.
 */
export interface Lease {
	readonly sandbox: Sandbox;
	/** What `keep` left loaded in it, if anything. */
	readonly loaded: string | undefined;
	/** Wipes the sandbox for the next user; with `keep`, leaves its program there for whoever prefers it. */
	release(keep?: string): void;
	/** Throws the sandbox away: after a limit, a fault, or when a run must stop at once. */
	discard(): void;
}

/** What is asked of a pool. */
interface Wanted {
	/** Of the programs that are to run. */
	readonly language: string;
	readonly signal?: AbortSignal | undefined;
	/** What may be loaded already. */
	readonly prefer?: string;
}

export interface PoolStats {
	readonly slots: number;
	readonly busy: number;
	/** Free, and without a sandbox: none has been made yet, or the last one could not be. */
	readonly empty: number;
	readonly waiting: number;
	readonly created: number;
	readonly discarded: number;
}

interface Slot {
	readonly index: number;
	sandbox: Sandbox | undefined;
	/** Of its sandbox. */
	kind: string;
	loaded: string | undefined;
	busy: boolean;
}

interface Waiter {
	readonly give: (slot: Slot) => void;
	readonly refuse: (reason: unknown) => void;
}

export class SandboxPool implements AsyncDisposable {
	readonly #wall: Wall;
	readonly #slots: Slot[];
	readonly #waiters = new Set<Waiter>();
	readonly #turnovers = new Set<Promise<void>>();
	readonly #onFault: (fault: unknown) => void;
	#created = 0;
	#discarded = 0;
	#closed = false;

	/** `firstSlot` keeps the slot numbers of several pools on one wall apart. */
	constructor(wall: Wall, options: { readonly slots: number; readonly firstSlot?: number; readonly onFault?: (fault: unknown) => void }) {
		this.#wall = wall;
		this.#onFault = (fault) => {
			if (!this.#closed) options.onFault?.(fault); // closing interrupts whatever is going on
		};
		this.#slots = Array.from({ length: options.slots }, (_, index) => ({
			index: index + (options.firstSlot ?? 0),
			sandbox: undefined,
			kind: '',
			loaded: undefined,
			busy: false,
		}));
	}

	/** Rejects with the signal's reason when it is aborted first, and with `SandboxFault` when no sandbox can be made. */
	async acquire({ language, signal, prefer }: Wanted): Promise<Lease> {
		if (this.#closed) throw closedPool();
		signal?.throwIfAborted();
		const kind = this.#wall.kindFor(language);
		if (kind === undefined) throw new SandboxFault(`no sandbox has the toolchain of ${language}`);
		const slot = this.#idle(kind, prefer) ?? (await this.#wait(signal));
		slot.busy = true;
		try {
			if (slot.sandbox !== undefined && slot.kind !== kind) await this.#empty(slot);
			if (slot.loaded !== undefined && slot.loaded !== prefer) await this.#wipe(slot);
			slot.kind = kind;
			slot.sandbox ??= await this.#open(slot);
			return this.#lease(slot, slot.sandbox);
		} catch (error) {
			this.#hand(slot);
			throw error;
		}
	}

	/** Whether programs of a language can be run at all. */
	has(language: string): boolean {
		return this.#wall.kindFor(language) !== undefined;
	}

	/** Opens every slot's sandbox now, so that the first programs do not wait for it. */
	async warm(language: string): Promise<void> {
		const leases = await Promise.all(this.#slots.map(() => this.acquire({ language })));
		for (const lease of leases) lease.release();
	}

	stats(): PoolStats {
		const busy = this.#slots.filter((slot) => slot.busy).length;
		const empty = this.#slots.filter((slot) => !slot.busy && slot.sandbox === undefined).length;
		return { slots: this.#slots.length, busy, empty, waiting: this.#waiters.size, created: this.#created, discarded: this.#discarded };
	}

	/** Ends all sandboxes, leased ones too; whoever still waits for one is refused. */
	async close(): Promise<void> {
		this.#closed = true;
		for (const waiter of this.#waiters) waiter.refuse(closedPool());
		await Promise.all(this.#slots.map((slot) => slot.sandbox?.close()));
		await Promise.all(this.#turnovers);
	}

	[Symbol.asyncDispose](): Promise<void> {
		return this.close();
	}

	#idle(kind: string, prefer: string | undefined): Slot | undefined {
		const idle = this.#slots.filter((slot) => !slot.busy);
		const alike = idle.filter((slot) => slot.sandbox !== undefined && slot.kind === kind);
		return (
			alike.find((slot) => prefer !== undefined && slot.loaded === prefer) ??
			alike.find((slot) => slot.loaded === undefined) ??
			idle.find((slot) => slot.sandbox === undefined) ??
			alike[0] ??
			idle[0]
		);
	}

	#wait(signal: AbortSignal | undefined): Promise<Slot> {
		const { promise, resolve, reject } = Promise.withResolvers<Slot>();
		const leave = () => {
			signal?.removeEventListener('abort', abort);
			this.#waiters.delete(waiter);
		};
		const waiter: Waiter = {
			give: (slot) => {
				leave();
				resolve(slot);
			},
			refuse: (reason) => {
				leave();
				reject(reason);
			},
		};
		const abort = () => waiter.refuse(signal?.reason);
		signal?.addEventListener('abort', abort, { once: true });
		this.#waiters.add(waiter);
		return promise;
	}

	/** Gives a slot that has become free to the first in line. */
	#hand(slot: Slot): void {
		slot.busy = false;
		const [first] = this.#waiters;
		if (first === undefined) return;
		slot.busy = true;
		first.give(slot);
	}

	#lease(slot: Slot, sandbox: Sandbox): Lease {
		let over = false;
		const finish = (turnover: () => Promise<void>) => {
			if (over) return;
			over = true;
			const done = turnover()
				.catch(this.#onFault)
				.then(() => {
					this.#turnovers.delete(done);
					this.#hand(slot);
				});
			this.#turnovers.add(done);
		};
		return {
			sandbox,
			loaded: slot.loaded,
			release: (keep) =>
				finish(async () => {
					slot.loaded = keep;
					if (keep === undefined) await this.#wipe(slot);
				}),
			discard: () => finish(() => this.#replace(slot)),
		};
	}

	async #wipe(slot: Slot): Promise<void> {
		slot.loaded = undefined;
		try {
			await slot.sandbox?.wipe();
		} catch (fault) {
			this.#onFault(fault);
			await this.#replace(slot);
		}
	}

	async #replace(slot: Slot): Promise<void> {
		await this.#empty(slot);
		if (!this.#closed) slot.sandbox = await this.#open(slot);
	}

	async #empty(slot: Slot): Promise<void> {
		const old = slot.sandbox;
		slot.sandbox = undefined;
		slot.loaded = undefined;
		this.#discarded++;
		await old?.close();
	}

	async #open({ index, kind }: Slot): Promise<Sandbox> {
		const sandbox = await this.#wall.open({ slot: index, kind });
		this.#created++;
		if (!this.#closed) return sandbox;
		await sandbox.close();
		throw closedPool();
	}
}

const closedPool = () => new SandboxFault('the pool is closed');
