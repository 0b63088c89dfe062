import { passes, type RewardScheme, stageOf } from './contract.ts';

/** Passed tests of all, or of the first n (verl's continuous reward takes the first 10). */
export function fraction(firstN?: number): RewardScheme {
	const chosen = (tests: readonly string[]) => (firstN === undefined ? tests : tests.slice(0, firstN));
	return {
		name: 'fraction',
		describe: 'the share of tests that pass',
		needed: ({ tests }, known) => stageOf(chosen(tests), known),
		reward: ({ tests }, known) => chosen(tests).filter((test) => passes(known, test)).length / chosen(tests).length,
	};
}
