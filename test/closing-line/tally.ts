/** How many tests of a run passed, failed, and were skipped. */
export interface Tally {
	passed: number;
	failed: number;
	skipped: number;
}

/** `N passed, N failed`, and `, N skipped` only when some were. */
export function closingLine({ passed, failed, skipped }: Tally): string {
	const line = `${passed} passed, ${failed} failed`;
	return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
