import type { TestCase } from '../../testcases/schema.ts';
import { throughHarness } from '../harness.ts';
import { type Judged, openEach, type Peer, type Task } from './contract.ts';

/**
 * A plain harness in the manner of the published evaluation of HumanEval (`harness.py`):
 * for each sample a manager and a process, in which the sample's tests run one after the
 * other. Here a sample is a program with all of its tests, or with one of them.
 */
export const humanEvalPerProgram: Peer = {
	title: "human-eval's way, a process per program, in which one test can change the next; no isolation",
	kinds: ['stdio', 'code'],
	open: async () => openEach(async (tasks, signal) => await judgeInHarness(tasks, (tests) => [tests], signal)),
};

export const humanEvalPerTest: Peer = {
	title: "human-eval's way, a process per test; no isolation",
	kinds: ['stdio', 'code'],
	open: async () => openEach(async (tasks, signal) => await judgeInHarness(tasks, (tests) => tests.map((test) => [test]), signal)),
};

async function judgeInHarness(
	tasks: readonly Task[],
	samplesOf: (tests: readonly TestCase[]) => readonly (readonly TestCase[])[],
	signal: AbortSignal,
): Promise<Judged> {
	const samples = tasks.flatMap(({ problem, code }, index) => samplesOf(problem.tests).map((tests) => ({ index, code, tests })));
	const { seconds, passed } = await throughHarness(
		Object.fromEntries(samples.map(({ tests }, n) => [n, { tests: tests.map(harnessTest) }])),
		samples.map(({ code }, n) => ({ id: String(n), problem_id: String(n), code })),
		{ workers: 1, way: 'manager', signal },
	);
	const failed = samples.filter((_, n) => passed.get(String(n))?.every((pass) => pass) !== true).map(({ index }) => index);
	return { seconds, accepted: tasks.map((_, index) => !failed.includes(index)) };
}

function harnessTest(test: TestCase) {
	switch (test.kind) {
		case 'stdio':
			return { input: test.input, output: test.output };
		case 'code':
			return test.code;
		default:
			throw new Error(`the harness takes no test of kind ${test.kind}`);
	}
}
