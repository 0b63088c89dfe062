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

/** The verdict of every test of every program. */
async function verdictsOf(programs: readonly Labelled[]): Promise<Map<string, string>> {
	await using engine = await openGrader();
	const results = await judgeAll(engine.grader, programs);
	expect(engine.faults).toEqual([]);
	return new Map([...results].map(([id, { tests }]) => [id, tests.map(({ verdict }) => verdict).join(' ')]));
}

const needs = `needs ${dataFile(files[0][1])}`;
test.skipIf(isMissing(...files.flat()))(
	`Verdicts are the same in ${runs} runs and beside ${busyLoops} busy loops (${needs})`,
	{ timeout: 7_200_000 },
	async () => {
		const programs = (await Promise.all(files.map(([problems, submissions]) => labelledOf(problems, submissions)))).flat();
		const first = await verdictsOf(programs);
		const compare = (other: ReadonlyMap<string, string>) =>
			[...first].filter(([id, verdicts]) => other.get(id) !== verdicts).map(([id]) => id);
		for (let run = 2; run <= runs; run++) {
			const different = compare(await verdictsOf(programs));
			console.log(`run ${run}: ${programs.length - different.length} of ${programs.length} programs as in run 1 ${different.join(', ')}`);
			expect(different).toEqual([]);
		}
		const loops = Array.from({ length: busyLoops }, () => spawn('sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' }));
		try {
			const different = compare(await verdictsOf(programs));
			console.log(
				`beside ${busyLoops} busy loops: ${programs.length - different.length} of ${programs.length} programs as in run 1 ${different.join(', ')}`,
			);
			expect(different).toEqual([]);
		} finally {
			for (const loop of loops) loop.kill('SIGKILL');
		}
	},
);
