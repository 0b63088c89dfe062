import type { Grader } from '../../services/execution/contract.ts';
import { createGrader, type GraderOptions } from '../../services/execution/grader.ts';
import { openTestWall } from './wall.ts';

export interface OpenGrader extends AsyncDisposable {
	readonly grader: Grader;
	/** Every fault of ours so far. */
	readonly faults: readonly unknown[];
}

/** A grader on the real wall; closed by `await using`. */
export async function openGrader(slots = 2, options: Pick<GraderOptions, 'compileCacheMb'> = {}): Promise<OpenGrader> {
	const wall = await openTestWall();
	const faults: unknown[] = [];
	const grader = await createGrader({ ...options, wall, slots, onFault: (fault) => faults.push(fault) });
	return {
		grader,
		faults,
		[Symbol.asyncDispose]: async () => {
			await grader[Symbol.asyncDispose]();
			await wall.close();
		},
	};
}
