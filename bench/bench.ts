/** One line of a bench's table. A figure stands next to its ratio to a peer or a floor of the same run. */
export interface Figure {
	readonly what: string;
	readonly value: number;
	readonly unit: string;
	readonly ratio?: number;
	readonly ratioOf?: string;
}

export interface Bench {
	readonly name: string;
	readonly title: string;
	/** More rounds, steadier medians. */
	run(options: { readonly rounds: number }): Promise<readonly Figure[]>;
}

/** The middle value, or the upper one of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
