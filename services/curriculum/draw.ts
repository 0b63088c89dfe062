import { randomAt } from '../random.ts';
import { type CurriculumState, poolOf } from './state.ts';

export interface Drawn {
	/** Problems of a rollout batch. None is in it twice, unless the batch is larger than what there is to draw from. */
	readonly ids: readonly string[];
	readonly state: CurriculumState;
}

/**
 * Draws a batch: each place is filled from the easy pool with probability alpha, else
 * from the active pool, evenly within a pool; where one is empty the other serves
 * (MiMo-7B report, section 3.4). Empty when every problem is retired. A batch
 * depends on the state alone, so the same seed draws the same batches again.
 */
export function draw(state: CurriculumState, size: number): Drawn {
	const { alpha, seed } = state.options;
	let taken = state.taken;
	const random = () => randomAt(seed, taken++);
	const pools = Map.groupBy(state.problems, (problem) => poolOf(problem, state.options));
	const [active, easy] = (['active', 'easy'] as const).map((name) => pools.get(name)?.map(({ id }) => id) ?? []);
	const ids: string[] = [];
	let left = { active: [...(active ?? [])], easy: [...(easy ?? [])] };
	while (ids.length < size && (active ?? []).length + (easy ?? []).length > 0) {
		if (left.active.length + left.easy.length === 0) left = { active: [...(active ?? [])], easy: [...(easy ?? [])] };
		const wanted = random() < alpha ? 'easy' : 'active';
		const pool = left[wanted].length > 0 ? left[wanted] : left[wanted === 'easy' ? 'active' : 'easy'];
		ids.push(takeAt(pool, Math.floor(random() * pool.length)));
	}
	return { ids, state: { ...state, taken } };
}

/** Removes one in constant time; the order of what is left does not matter. */
function takeAt(pool: string[], index: number): string {
	const chosen = pool[index] ?? '';
	const last = pool.pop();
	if (last !== undefined && index < pool.length) pool[index] = last;
	return chosen;
}
