import { fails, passes, type RewardScheme, stageOf } from './contract.ts';

/** `sum_l w_l [every test in T_1..T_l passes]` (MiMo-7B report, section 3.3, strict scheme). */
export const strict: RewardScheme = {
	name: 'strict',
	describe: 'the weights of the levels up to the first with a test that fails',
	needed: ({ levels }, known) => {
		const broken = levels.findIndex(({ tests }) => tests.some((test) => fails(known, test)));
		const open = broken < 0 ? levels : levels.slice(0, broken);
		return open.flatMap(({ tests }) => stageOf(tests, known));
	},
	reward: ({ levels }, known) => {
		const broken = levels.findIndex(({ tests }) => !tests.every((test) => passes(known, test)));
		if (broken < 0) return 1;
		return levels.slice(0, broken).reduce((sum, { weight }) => sum + weight, 0);
	},
};
