/**
 * Groups tests by how hard they are: the pass rate of each test in, and out, for each,
 * which group it is in, 0 for the easiest. Groups may be empty; equal rates are in the
 * same group, and a higher rate is never in a harder one. Pure and deterministic.
 */
export type Grouping = (passRates: readonly number[]) => readonly number[];
