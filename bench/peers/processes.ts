import { makeComparison } from '../../testcases/compare/index.ts';
import type { Problem, TestCase } from '../../testcases/schema.ts';
import { each } from '../bench.ts';
import type { Judged, Task } from './contract.ts';

/** A test for those that know only programs and what they print: a Python program of its own, which for asserts holds them too. */
export interface Run {
	readonly source: string;
	/** The other tests of the program have the same source. */
	readonly shared: boolean;
	readonly stdin: string;
	passes(ended: Ended): boolean;
}

export interface Ended {
	/** With exit code 0, within its limits. */
	readonly well: boolean;
	readonly stdout: string;
}

export const limitMs = ({ limits }: Problem): number => limits?.cpu_ms ?? 4000;

/** Judges by one process for each test, so many at a time. */
export async function judgeByProcesses(
	tasks: readonly Task[],
	atOnce: number,
	work: (run: Run, limitMs: number) => Promise<Ended>,
): Promise<Judged> {
	const accepted = tasks.map(() => true);
	const runs = tasks.flatMap((task, index) => runsOf(task).map((run) => ({ run, index, limitMs: limitMs(task.problem) })));
	const start = performance.now();
	await each(atOnce, runs, async (one) => {
		if (!one.run.passes(await work(one.run, one.limitMs))) accepted[one.index] = false;
	});
	return { seconds: (performance.now() - start) / 1000, accepted };
}

export function runsOf({ problem, code }: Task): readonly Run[] {
	const compare = makeComparison(problem.compare);
	return problem.tests.map((test) => runOf(test, code, (expected, got) => compare(expected, got).equal));
}

function runOf(test: TestCase, code: string, equal: (expected: string, got: string) => boolean): Run {
	switch (test.kind) {
		case 'stdio':
			return { source: code, shared: true, stdin: test.input, passes: ({ well, stdout }) => well && equal(test.output, stdout) };
		case 'code':
			return { source: `${code}\n${test.code}\n`, shared: false, stdin: '', passes: ({ well }) => well };
		default:
			throw new Error(`no program of its own for a test of kind ${test.kind}`);
	}
}
