import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalWall } from '../runners/sandboxes/local/wall.ts';
import { type Bench, median } from './bench.ts';
import { type Sum, throughGrader, throughProcess } from './one-slot.ts';

const sum: Sum = {
	language: 'python',
	main: 'main.py',
	code: 'print(sum(map(int, input().split())))\n',
	command: ['/usr/bin/python3', '/prog/main.py'],
};
const repository = join(import.meta.dirname, '..');

/**
 * Milliseconds for one trivial Python test on one slot: through the launcher, by a
 * cold `python3` in the same wall, and by a bare fork loop without any wall, in
 * turns, so that whatever else the machine does falls on all three.
 */
export const pythonLauncher: Bench = {
	name: 'python-launcher',
	title: 'Milliseconds per Python test, one slot',
	async run({ rounds }) {
		const wall = await openLocalWall({ repository, node: process.execPath });
		const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
		try {
			const path = join(folder, 'main.py');
			writeFileSync(path, sum.code);
			const times = { launcher: [] as number[], cold: [] as number[], fork: [] as number[] };
			for (let round = 0; round < rounds; round++) {
				times.launcher.push(await throughGrader(wall, sum));
				times.cold.push(await throughProcess(wall, sum));
				times.fork.push(
					Number(execFileSync('/usr/bin/python3', [join(repository, 'bench/fork_floor.py'), path, '500'], { encoding: 'utf8' })),
				);
			}
			const [launcher, cold, fork] = [median(times.launcher), median(times.cold), median(times.fork)];
			return [
				{ what: 'through the launcher, whole path from suite to verdicts', value: launcher, unit: 'ms' },
				{
					what: 'a cold python3 for each test in the same wall',
					value: cold,
					unit: 'ms',
					ratio: cold / launcher,
					ratioOf: 'of the launcher',
				},
				{
					what: 'a bare fork of a warm interpreter, no wall, no limits',
					value: fork,
					unit: 'ms',
					ratio: launcher / fork,
					ratioOf: 'is what the launcher takes',
				},
			];
		} finally {
			rmSync(folder, { recursive: true });
			await wall.close();
		}
	},
};
