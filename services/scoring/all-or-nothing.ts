import { fails, passes, type RewardScheme, stageOf } from './contract.ts';

/** 1 if every test passes, else 0 (DeepSeek-R1, DeepCoder). */
export const allOrNothing: RewardScheme = {
	name: 'all_or_nothing',
	describe: '1 if every test passes, else 0',
	needed: ({ tests }, known) => (tests.some((test) => fails(known, test)) ? [] : stageOf(tests, known)),
	reward: ({ tests }, known) => (tests.every((test) => passes(known, test)) ? 1 : 0),
};
