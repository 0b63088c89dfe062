import { passes, type RewardScheme, stageOf } from './contract.ts';

/** `sum_l w_l / |T_l| |{t in T_l : passes}|` (MiMo-7B report, section 3.3, soft scheme). */
export const soft: RewardScheme = {
	name: 'soft',
	describe: "each level's weight, shared evenly by its tests, for those that pass",
	needed: ({ tests }, known) => stageOf(tests, known),
	reward: ({ tests, levels }, known) => {
		// Exactly 1, whatever the weights add up to in floating point.
		if (tests.every((test) => passes(known, test))) return 1;
		return levels.reduce((sum, level) => {
			const passed = level.tests.filter((test) => passes(known, test)).length;
			return sum + (level.weight * passed) / level.tests.length;
		}, 0);
	},
};
