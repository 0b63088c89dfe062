import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Wall } from '../runners/sandboxes/contract.ts';
import { openLocalWall } from '../runners/sandboxes/local/wall.ts';
import { createGrader } from '../services/execution/grader.ts';
import { type Bench, median } from './bench.ts';

const program = 'print(sum(map(int, input().split())))\n';
const testsPerProgram = 50;
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
			writeFileSync(path, program);
			const times = { launcher: [] as number[], cold: [] as number[], fork: [] as number[] };
			for (let round = 0; round < rounds; round++) {
				times.launcher.push(await throughLauncher(wall));
				times.cold.push(await coldInterpreter(wall));
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

async function throughLauncher(wall: Wall): Promise<number> {
	await using grader = await createGrader({ wall, slots: 1 });
	const grade = async (programs: number) => {
		for (let i = 0; i < programs; i++) {
			const tests = Array.from({ length: testsPerProgram }, (_, n) => ({
				kind: 'stdio' as const,
				input: `${n} 2\n`,
				output: `${n + 2}\n`,
			}));
			const result = await grader.grade({ problem: { id: 'sum', tests }, language: 'python', code: program });
			if (result.verdict !== 'accepted') throw new Error(`not accepted: ${result.reason}`);
		}
	};
	await grade(2);
	const start = performance.now();
	await grade(10);
	return (performance.now() - start) / (10 * testsPerProgram);
}

async function coldInterpreter(wall: Wall): Promise<number> {
	await using sandbox = await wall.open({ slot: 50, kind: 'local' });
	await sandbox.put([{ name: 'main.py', content: Buffer.from(program), executable: false }]);
	await sandbox.seal();
	const limits = { cpuMs: 4000, wallMs: 10_000, memoryKb: 512 * 1024, stdoutBytes: 1 << 20, stderrBytes: 1 << 16, processes: 64 };
	const one = () =>
		sandbox.run({
			command: ['/usr/bin/python3', '/prog/main.py'],
			env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
			stdin: Buffer.from('1 2\n'),
			limits,
		});
	if ((await one()).stdout.toString() !== '3\n') throw new Error('the cold interpreter does not answer');
	const start = performance.now();
	await Promise.all(Array.from({ length: 60 }, one));
	return (performance.now() - start) / 60;
}
