/** One line of a bench's table. A figure stands next to its ratio to a peer or a floor of the same run. */
export interface Figure {
	readonly what: string;
	readonly value: number;
	readonly unit: string;
	readonly ratio?: number;
	readonly ratioOf?: string;
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
	/** What this machine lacks for it, in words; absent or undefined: nothing. */
	missing?(): string | undefined;
	run(options: BenchOptions): Promise<readonly Figure[]>;
}

/** The middle value, or the upper one of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
