/** How many pass rates lie in each of ten bins of equal width; 1 is in the last. */
export function histogram(passRates: readonly number[]): readonly number[] {
	const bins = Array.from({ length: 10 }, () => 0);
	for (const rate of passRates) {
		const bin = Math.min(9, Math.floor(rate * 10));
		bins[bin] = (bins[bin] ?? 0) + 1;
	}
	return bins;
}

/** `0.3 to 0.4`, of a bin. */
export const binName = (bin: number): string => `${(bin / 10).toFixed(1)} to ${((bin + 1) / 10).toFixed(1)}`;
