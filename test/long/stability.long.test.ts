import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { dataFile, isMissing, judgeAll, type Labelled, labelledOf } from '../data/sets.ts';
import { openGrader } from '../support/grader.ts';

const files = [
	['packages/problems.jsonl', 'packages/submissions.jsonl'],
	['packages/problems_with_checkers.jsonl', 'packages/submissions_with_checkers.jsonl'],
] as const;
const runs = 5;
const busyLoops = 4;

/** The verdicts of a program's tests, and whether one of them took about as long as it may: nobody could say the same of that each time. */
interface Seen {
	readonly verdicts: string;
	readonly onEdge: boolean;
}

async function judgeOnce(programs: readonly Labelled[]): Promise<Map<string, Seen>> {
	await using engine = await openGrader();
	const results = await judgeAll(engine.grader, programs);
	expect(engine.faults).toEqual([]);
	return new Map(
		programs.map(({ id, problem }) => {
			const tests = results.get(id)?.tests ?? [];
			const limitMs = problem.limits?.cpu_ms ?? Number.NaN;
			// What loops is stopped beyond that.
			const onEdge = tests.some(({ cpu_ms = 0 }) => cpu_ms > 0.9 * limitMs && cpu_ms < 1.1 * limitMs);
			return [id, { verdicts: tests.map(({ verdict }) => verdict).join(' '), onEdge }];
		}),
	);
}

const needs = `needs ${dataFile(files[0][1])}`;
test.skipIf(isMissing(...files.flat()))(
	`Verdicts are the same in ${runs} runs and beside ${busyLoops} busy loops, but where a program takes about as long as it may (${needs})`,
	{ timeout: 7_200_000 },
	async () => {
		const programs = (await Promise.all(files.map(([problems, submissions]) => labelledOf(problems, submissions)))).flat();
		const first = await judgeOnce(programs);
		const onEdge = new Set<string>();
		const judgeAgain = async (when: string) => {
			const again = await judgeOnce(programs);
			for (const seen of [first, again]) for (const [id, { onEdge: close }] of seen) if (close) onEdge.add(id);
			const different = [...first].filter(([id, { verdicts }]) => again.get(id)?.verdicts !== verdicts).map(([id]) => id);
			console.log(`${when}: ${programs.length - different.length} of ${programs.length} programs as in run 1 ${different.join(', ')}`);
			expect(different.filter((id) => !onEdge.has(id))).toEqual([]);
		};
		for (let run = 2; run <= runs; run++) await judgeAgain(`run ${run}`);
		const loops = Array.from({ length: busyLoops }, () => spawn('sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' }));
		try {
			await judgeAgain(`beside ${busyLoops} busy loops`);
		} finally {
			for (const loop of loops) loop.kill('SIGKILL');
		}
		console.log(`within a tenth of a limit: ${[...onEdge].join(', ')}`);
		expect(onEdge.size).toBeLessThan(programs.length / 20);
	},
);
