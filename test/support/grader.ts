import { SandboxFault, type Wall } from '../../runners/sandboxes/contract.ts';
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

/** A grader whose sandboxes cannot be made any more: whatever it is asked, it is its own fault. */
export async function openFailingGrader(): Promise<OpenGrader> {
	const wall = await openTestWall();
	let left = 2; // with which it starts
	const failing: Wall = {
		name: 'failing',
		kindFor: (language) => wall.kindFor(language),
		protections: async () => [],
		close: async () => await wall.close(),
		open: async (options) => {
			if (left-- > 0) return await wall.open(options);
			throw new SandboxFault('no more sandboxes');
		},
	};
	const faults: unknown[] = [];
	const grader = await createGrader({ wall: failing, slots: 1, onFault: (fault) => faults.push(fault) });
	// The last sandbox is thrown away after this.
	await grader.run({
		language: 'python',
		code: 'while True: pass',
		limits: { cpuMs: 100, wallMs: 1000, memoryMb: 64, outputBytes: 1000 },
	});
	return {
		grader,
		faults,
		[Symbol.asyncDispose]: async () => {
			await grader[Symbol.asyncDispose]();
			await failing.close();
		},
	};
}
