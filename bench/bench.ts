/** One line of a bench's table. A figure stands next to its ratio to a peer or a floor of the same run. */
export interface Figure {
	readonly what: string;
	readonly value: number;
	readonly unit: string;
	readonly ratio?: number;
	readonly ratioOf?: string;
	/** Figures of one group stand together, under its name. */
	readonly group?: string;
}

/** What could not be measured here, or does not apply, and why. */
export interface Gap {
	readonly what: string;
	readonly reason: string;
	readonly group?: string;
}

export interface BenchOptions {
	/** More rounds, steadier medians. */
	readonly rounds: number;
	/** Of a published data set, only every so-many-th problem. */
	readonly every: number;
}

export interface Bench {
	readonly name: string;
	readonly title: string;
	/** The target that runs it; by default `make bench`, with its name. */
	readonly target?: string;
	/** What this machine lacks for it, in words; absent or undefined: nothing. */
	missing?(): string | undefined;
	run(options: BenchOptions): Promise<readonly (Figure | Gap)[]>;
}

/** The middle value, or the upper one of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Works on all items, so many at a time. */
export async function each<T>(atOnce: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
	const left = items[Symbol.iterator]();
	await Promise.all(
		Array.from({ length: atOnce }, async () => {
			for (const item of left) await work(item);
		}),
	);
}
