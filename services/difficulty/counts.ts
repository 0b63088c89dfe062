/** How often a test was passed, of how many samples that have a verdict on it. A sample without one counts in neither. */
export interface Count {
	readonly passed: number;
	readonly judged: number;
}

/** One test of a suite, with its counts under each policy that sampled. */
export interface TestCounts {
	readonly id: string;
	readonly byPolicy: ReadonlyMap<string, Count>;
}

export const noCount: Count = Object.freeze({ passed: 0, judged: 0 });

export function addCounts(left: Count, right: Count): Count {
	return { passed: left.passed + right.passed, judged: left.judged + right.judged };
}

/** Over all policies. */
export function pooled({ byPolicy }: TestCounts): Count {
	return [...byPolicy.values()].reduce(addCounts, noCount);
}

/** `passed / judged`, 0 to 1; null before the first sample. */
export function passRate({ passed, judged }: Count): number | null {
	return judged === 0 ? null : passed / judged;
}

/**
 * The pass rate pulled a little towards one half, (passed + 1) / (judged + 2): never 0
 * or 1, so that it can be divided by (Laplace's rule of succession).
 */
export function smoothedPassRate({ passed, judged }: Count): number {
	return (passed + 1) / (judged + 2);
}

/** The standard normal's 97.5 % quantile. */
const z = 1.959963984540054;

/**
 * Wilson's score interval for a pass rate at 95 % (E. B. Wilson, 1927); 0 to 1 before the first sample.
 *
 * @example wilson({ passed: 8, judged: 10 }) // about { low: 0.49, high: 0.94 }
 */
export function wilson({ passed, judged }: Count): { readonly low: number; readonly high: number } {
	if (judged === 0) return { low: 0, high: 1 };
	const rate = passed / judged;
	const centre = (rate + (z * z) / (2 * judged)) / (1 + (z * z) / judged);
	const margin = (z / (1 + (z * z) / judged)) * Math.sqrt((rate * (1 - rate)) / judged + (z * z) / (4 * judged * judged));
	// All or none passed is an end of the interval exactly, whatever rounding says.
	return { low: passed === 0 ? 0 : Math.max(0, centre - margin), high: passed === judged ? 1 : Math.min(1, centre + margin) };
}
