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

/** Reads a closing line back; undefined when the text does not end with one. */
export function readClosingLine(output: string): Tally | undefined {
	const last = output.trimEnd().split('\n').at(-1) ?? '';
	const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(last);
	if (match === null) return undefined;
	return { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3] ?? 0) };
}
