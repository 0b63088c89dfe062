import { type Count, passRate, pooled, type TestCounts } from './counts.ts';

export const testFlags = ['unsolved', 'trivial', 'golden_fails', 'redundant', 'flaky'] as const;
/** What a curator should look at: nobody or everybody passes it, the reference solution fails it, another test tells the same, it changes its mind. */
export type TestFlag = (typeof testFlags)[number];

export const problemFlags = ['easy', 'unsolved'] as const;
/** Solved by every sample, or by none. */
export type ProblemFlag = (typeof problemFlags)[number];

/** Of one test, a character for each sample, in the same order for all tests of a suite: `1` passed, `0` failed, `-` without a verdict. */
export type OutcomeVector = string;

export interface FlagFacts {
	readonly tests: readonly TestCounts[];
	/** By test, where all samples are at hand; tests that are not there are never redundant. */
	readonly outcomes?: ReadonlyMap<string, OutcomeVector>;
	/** Tests that the reference solution does not pass. */
	readonly goldenFails?: ReadonlySet<string>;
	/** Tests that came out differently when the same program was run again. */
	readonly flaky?: ReadonlySet<string>;
}

/** The flags of each test, by id. A test is redundant when one before it in the suite has the same outcomes over all samples. */
export function flagTests({ tests, outcomes = new Map(), goldenFails, flaky }: FlagFacts): ReadonlyMap<string, readonly TestFlag[]> {
	const seen = new Set<string>();
	return new Map(
		tests.map((test) => {
			const rate = passRate(pooled(test));
			const vector = outcomes.get(test.id) ?? '';
			const redundant = vector !== '' && seen.has(vector);
			seen.add(vector);
			const facts: Record<TestFlag, boolean> = {
				unsolved: rate === 0,
				trivial: rate === 1,
				golden_fails: goldenFails?.has(test.id) ?? false,
				redundant,
				flaky: flaky?.has(test.id) ?? false,
			};
			return [test.id, testFlags.filter((flag) => facts[flag])];
		}),
	);
}

/** `solved` counts the samples that pass every test. */
export function flagProblem(solved: Count): readonly ProblemFlag[] {
	const rate = passRate(solved);
	const facts: Record<ProblemFlag, boolean> = { easy: rate === 1, unsolved: rate === 0 };
	return problemFlags.filter((flag) => facts[flag]);
}
