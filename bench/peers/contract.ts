import type { Problem, TestCase } from '../../testcases/schema.ts';

/** A Python program, its suite, and what is known of it. */
export interface Task {
	readonly id: string;
	readonly problem: Problem;
	readonly code: string;
	/** Whether it passes all tests of its suite. */
	readonly right: boolean;
}

export interface Judged {
	/** Without what is done once, as starting a service or an interpreter. */
	readonly seconds: number;
	/** Of each task, in order, whether the peer says that the program passes all of its tests. */
	readonly accepted: readonly boolean[];
}

/** Something that judges programs: Assay, or what one would use in its place. */
export interface Peer {
	/** What it does for a test, and what stands between a program and the machine. */
	readonly title: string;
	/** The kinds of test that it takes. */
	readonly kinds: readonly TestCase['kind'][];
	/** Why it is not to be had on this machine, in words; absent or undefined: it is. */
	missing?(): string | undefined;
	/** Starts what it needs, on the cores that this process may use. */
	open(): Promise<OpenPeer>;
}

/** Disposing it ends all that it has started, in the middle of its work too. */
export interface OpenPeer extends AsyncDisposable {
	judge(tasks: readonly Task[]): Promise<Judged>;
}

/** A peer with nothing to keep between two works. */
export function openEach(judge: (tasks: readonly Task[], signal: AbortSignal) => Promise<Judged>): OpenPeer {
	const ending = new AbortController();
	return {
		judge: async (tasks) => await judge(tasks, ending.signal),
		async [Symbol.asyncDispose]() {
			ending.abort();
		},
	};
}
