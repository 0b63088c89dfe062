import { statfs } from 'node:fs/promises';
import { setInterval } from 'node:timers/promises';

const lookEveryMs = 2_000;

export interface DiskRoomOptions {
	readonly folder: string;
	/** With less than this free, there is no room. */
	readonly reserveBytes: number;
	/** Called when the room has run out, and when there is some again. */
	readonly onChange: (full: boolean) => void;
}

/** Whether the file system of a folder has room, as it was seen a moment ago. */
export class DiskRoom implements AsyncDisposable {
	readonly #options: DiskRoomOptions;
	readonly #stop = new AbortController();
	#watching: Promise<void> = Promise.resolve();
	#freeBytes = Number.POSITIVE_INFINITY;

	private constructor(options: DiskRoomOptions) {
		this.#options = options;
	}

	static async open(options: DiskRoomOptions): Promise<DiskRoom> {
		const room = new DiskRoom(options);
		await room.#look();
		room.#watching = room.#watch();
		return room;
	}

	get freeBytes(): number {
		return this.#freeBytes;
	}

	get full(): boolean {
		return this.#freeBytes < this.#options.reserveBytes;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		this.#stop.abort();
		await this.#watching;
	}

	async #watch(): Promise<void> {
		try {
			for await (const _ of setInterval(lookEveryMs, undefined, { signal: this.#stop.signal, ref: false })) await this.#look();
		} catch (error) {
			if (!this.#stop.signal.aborted) throw error;
		}
	}

	/** A folder that is not there, or cannot be asked, is none that could be full. */
	async #look(): Promise<void> {
		const { folder, onChange } = this.#options;
		const before = this.full;
		const found = await statfs(folder).catch(() => undefined);
		this.#freeBytes = found === undefined ? Number.POSITIVE_INFINITY : found.bavail * found.bsize;
		if (this.full !== before) onChange(this.full);
	}
}
