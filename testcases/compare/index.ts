import type { Compare } from '../schema.ts';
import { apps } from './apps.ts';
import { codeforces } from './codeforces.ts';
import { type Comparator, CompareOptionError, type Comparison } from './contract.ts';
import { exact } from './exact.ts';
import { float } from './float.ts';
import { icpc } from './icpc.ts';
import { parseIcpcFlags } from './icpc-flags.ts';
import { lines } from './lines.ts';
import { livecodebench } from './livecodebench.ts';
import { sandboxfusion } from './sandboxfusion.ts';
import { tokens } from './tokens.ts';

/** Every comparator by its name on the wire; a method without one does not compile. */
export const comparators: Readonly<Record<Compare['method'], Comparator>> = {
	exact,
	lines,
	tokens,
	float,
	livecodebench,
	apps,
	codeforces,
	icpc,
	sandboxfusion,
};

/** How `stdio` outputs are compared when a suite does not say. */
export const defaultCompare: Compare = Object.freeze({ method: 'lines' });

/** Throws `CompareOptionError` when the options do not fit the method, so that a typing error is not a lenient judge. */
export function checkCompare(options: Compare): void {
	if (options.method === 'icpc') parseIcpcFlags(options.flags ?? '');
	else if (options.flags !== undefined && options.flags.trim() !== '') throw new CompareOptionError(`${options.method} takes no flags`);
	if (options.method !== 'float' && (options.rel_tol !== undefined || options.abs_tol !== undefined)) {
		throw new CompareOptionError(`${options.method} takes no tolerance; use the method float`);
	}
}

/**
 * A comparison with its options fixed and checked.
 *
 * @example
 * const compare = makeComparison({ method: 'float', abs_tol: 1e-3 });
 * compare('0.333', '0.3334'); // { equal: true }
 */
export function makeComparison(options: Compare = defaultCompare): (expected: string, got: string) => Comparison {
	checkCompare(options);
	const comparator = comparators[options.method];
	return (expected, got) => comparator(expected, got, options);
}
