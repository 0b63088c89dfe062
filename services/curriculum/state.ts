import { z } from 'zod';
import { AssayError } from '../errors.ts';

export const CurriculumOptions = z.object({
	alpha: z.number().min(0).max(1).default(0.1).describe('How likely each place of a batch is filled from the easy pool.'),
	window: z.number().int().min(1).max(10_000).default(16).describe('Judged samples that a problem is known by: its last ones.'),
	retire_unsolved_after: z
		.number()
		.int()
		.min(1)
		.nullable()
		.default(null)
		.describe('A problem that no sample has solved in so many is drawn no more; null: it stays.'),
	seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
});
export type CurriculumOptions = z.infer<typeof CurriculumOptions>;

const ProblemState = z.object({
	id: z.string(),
	/** The last judged samples, the newest last: whether each solved the problem. */
	recent: z.array(z.boolean()),
	/** Since the last one that solved it. */
	unsolved: z.number().int(),
});
export type ProblemState = Readonly<z.infer<typeof ProblemState>>;

/** All there is to a curriculum: plain data, that a store keeps and a library user may keep himself. */
export const CurriculumState = z.object({
	options: CurriculumOptions,
	problems: z.array(ProblemState),
	/** Random numbers taken so far. */
	taken: z.number().int(),
});
export type CurriculumState = Readonly<z.infer<typeof CurriculumState>>;

/** Where a problem is: `easy` when its last samples all solved it, `retired` when none has for too long, else `active`. */
export type Pool = 'active' | 'easy' | 'retired';

/** A curriculum over these problems, of which nothing is known yet. Throws `invalid_request` when an id is there twice. */
export function newCurriculum(ids: readonly string[], options: CurriculumOptions): CurriculumState {
	if (new Set(ids).size !== ids.length) throw new AssayError('invalid_request', 'a problem is in the curriculum twice');
	return { options, problems: ids.map((id) => ({ id, recent: [], unsolved: 0 })), taken: 0 };
}

/** The pool of a problem (MiMo-7B report, section 3.4, easy-data re-sampling). */
export function poolOf({ recent, unsolved }: ProblemState, { window, retire_unsolved_after }: CurriculumOptions): Pool {
	if (recent.length >= window && recent.every(Boolean)) return 'easy';
	return retire_unsolved_after !== null && unsolved >= retire_unsolved_after ? 'retired' : 'active';
}

/** What became of the samples of one problem, in their order; samples without a verdict are left out by the caller. */
export interface Observation {
	readonly problem_id: string;
	readonly solved: readonly boolean[];
}

/** The state after some samples were judged. Problems that are not in the curriculum are left out. */
export function observe(state: CurriculumState, observations: readonly Observation[]): CurriculumState {
	const byProblem = Map.groupBy(observations, ({ problem_id }) => problem_id);
	const problems = state.problems.map((problem) => {
		const solved = byProblem.get(problem.id)?.flatMap((observation) => observation.solved) ?? [];
		if (solved.length === 0) return problem;
		const last = solved.lastIndexOf(true);
		return {
			id: problem.id,
			recent: [...problem.recent, ...solved].slice(-state.options.window),
			unsolved: last < 0 ? problem.unsolved + solved.length : solved.length - 1 - last,
		};
	});
	return { ...state, problems };
}
