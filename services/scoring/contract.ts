import type { Level } from '../difficulty/levels.ts';

/** What a scheme knows of a suite. Every test is in exactly one level. */
export interface ScoredSuite {
	/** Ids in the suite's order. */
	readonly tests: readonly string[];
	/** From the easiest; weights sum to 1. */
	readonly levels: readonly Level[];
	/** Subtasks, where the problem has some. */
	readonly groups?: readonly TestGroup[] | undefined;
}

export interface TestGroup {
	readonly tests: readonly string[];
	readonly points: number;
}

/** What a program came to on one test. */
export interface TestScore {
	readonly passed: boolean;
	/** A checker's partial score, 0 to 1; 1 or 0 where there is none. */
	readonly score: number;
}

/** Outcomes by test id; a test that is not there is not known yet. */
export type KnownScores = ReadonlyMap<string, TestScore>;

/**
 * One way to turn outcomes into a reward between 0 and 1. Adding one is adding a file
 * and naming it in `index.ts`; the property tests then run over it. Pure.
 */
export interface RewardScheme {
	readonly name: string;
	/** One line for people. */
	readonly describe: string;
	/**
	 * The tests whose outcome can still change the reward, in stages: nothing of a later
	 * stage can pay before all of an earlier one have passed. No stages: the reward is settled.
	 */
	needed(suite: ScoredSuite, known: KnownScores): readonly (readonly string[])[];
	/** The reward, once nothing is needed any more; a test that is not known counts for nothing. */
	reward(suite: ScoredSuite, known: KnownScores): number;
}

export const passes = (known: KnownScores, test: string): boolean => known.get(test)?.passed === true;
export const fails = (known: KnownScores, test: string): boolean => known.get(test)?.passed === false;

/** One stage of the tests that are not known yet, or none when all are. */
export function stageOf(tests: readonly string[], known: KnownScores): readonly (readonly string[])[] {
	const unknown = tests.filter((test) => !known.has(test));
	return unknown.length === 0 ? [] : [unknown];
}
