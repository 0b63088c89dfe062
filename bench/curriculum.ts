import { draw } from '../services/curriculum/draw.ts';
import { CurriculumOptions, newCurriculum, observe } from '../services/curriculum/state.ts';
import { randomAt } from '../services/random.ts';
import { type Bench, median } from './bench.ts';

const problems = 1000;
const batchSize = 64;
const samplesPerGroup = 16;
const steps = 300;

export interface SimulationResult {
	/** Groups in which some samples are right and some wrong: only those have an advantage to learn from. */
	readonly usefulGroups: number;
	readonly groups: number;
	/** Batches that came out smaller than they should. */
	readonly starved: number;
}

/**
 * A toy training run: each problem is solved with a chance that rises as its useful
 * groups are trained on, and falls a little while it is not seen. What is counted is
 * how many groups are useful with dynamic sampling, that is, per rollout that was paid for.
 */
export function simulate(alpha: number | 'no filter', seed = 1): SimulationResult {
	let place = 0;
	const random = () => randomAt(seed + 1000, place++);
	// From easy to hopeless, as in a data set that nobody has filtered.
	const skill = new Map(Array.from({ length: problems }, (_, n) => [`p${n}`, 12 * random() - 5]));
	const options = CurriculumOptions.parse(alpha === 'no filter' ? { seed, alpha: 0, window: 10_000 } : { seed, alpha });
	let state = newCurriculum([...skill.keys()], options);
	let [usefulGroups, groups, starved] = [0, 0, 0];
	for (let step = 0; step < steps; step++) {
		const batch = draw(state, batchSize);
		if (batch.ids.length < batchSize) starved++;
		const observations = batch.ids.map((problem_id) => {
			const chance = 1 / (1 + Math.exp(-(skill.get(problem_id) ?? 0)));
			return { problem_id, solved: Array.from({ length: samplesPerGroup }, () => random() < chance) };
		});
		for (const [id, value] of skill) skill.set(id, value - 0.0005);
		for (const { problem_id, solved } of observations) {
			const right = solved.filter(Boolean).length;
			groups++;
			if (right === 0 || right === samplesPerGroup) continue;
			usefulGroups++;
			skill.set(problem_id, (skill.get(problem_id) ?? 0) + 0.1);
		}
		state = observe(batch.state, observations);
	}
	return { usefulGroups, groups, starved };
}

/** Useful groups per group drawn, with and without the easy pool (MiMo-7B report, section 3.4, in shape). */
export const curriculum: Bench = {
	name: 'curriculum',
	title: `Easy-data re-sampling, simulated: ${problems} problems, ${steps} batches of ${batchSize} groups of ${samplesPerGroup} samples`,
	async run({ rounds }) {
		const results = (alpha: number | 'no filter') => Array.from({ length: rounds }, (_, round) => simulate(alpha, round + 1));
		const share = (of: readonly SimulationResult[]) => median(of.map(({ usefulGroups, groups }) => (100 * usefulGroups) / groups));
		const none = share(results('no filter'));
		return [
			{ what: 'useful groups without a filter', value: none, unit: '%' },
			...[0, 0.1, 0.3].map((alpha) => {
				const runs = results(alpha);
				const starved = runs.reduce((sum, run) => sum + run.starved, 0);
				const what = `useful groups with an easy pool and alpha = ${alpha}; batches that came out too small: ${starved}`;
				return { what, value: share(runs), unit: '%', ratio: share(runs) / none, ratioOf: 'of no filter' };
			}),
		];
	},
};
