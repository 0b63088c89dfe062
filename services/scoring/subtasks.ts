import type { KnownScores, RewardScheme, TestGroup } from './contract.ts';
import { stageOf } from './contract.ts';

const lowest = ({ tests }: TestGroup, known: KnownScores): number => Math.min(...tests.map((test) => known.get(test)?.score ?? 0));

/** A group scores the minimum over its tests times its points, as in IOI; the reward is the share of all points. */
export const subtasks: RewardScheme = {
	name: 'subtasks',
	describe: "each group's points times the lowest score in it, as a share of all points",
	needed: ({ groups = [] }, known) => {
		const open = groups.filter(({ tests, points }) => points > 0 && !tests.some((test) => known.get(test)?.score === 0));
		// A test may be in several groups; each is a stage of its own, so that one that fails spares the rest of its group.
		return open.flatMap(({ tests }) => stageOf(tests, known));
	},
	reward: ({ groups = [] }, known) => {
		const total = groups.reduce((sum, { points }) => sum + points, 0);
		if (total === 0) return 0;
		const earned = groups.reduce((sum, group) => sum + group.points * lowest(group, known), 0);
		return Math.min(1, earned / total);
	},
};
