import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../runners/languages/contract.ts';
import { javascript } from '../runners/languages/javascript/manifest.ts';
import { python } from '../runners/languages/python/manifest.ts';
import type { Wall } from '../runners/sandboxes/contract.ts';
import { openLocalWall } from '../runners/sandboxes/local/wall.ts';
import { createGrader } from '../services/execution/grader.ts';
import { type Bench, type Figure, median } from './bench.ts';

export const testsPerProgram = 50;
const coldRuns = 60;
const budget = { memoryMb: 512 };
const limits = { cpuMs: 4000, wallMs: 10_000, memoryKb: 512 * 1024, stdoutBytes: 1 << 20, stderrBytes: 1 << 16, processes: 64 };
const repository = join(import.meta.dirname, '..');

/** A program that adds the two numbers of its input. */
interface Sum {
	readonly language: Language;
	readonly code: string;
	/** Another program for the same tests, for which more has to be there. */
	readonly larger?: { readonly what: string; readonly code: string };
	/** Milliseconds of the same without any wall, where that can be had. */
	readonly floor?: { readonly what: string; measure(path: string): number };
}

/**
 * Milliseconds for one trivial test on one slot: through the launcher, by the language's
 * own command in the same wall, and by a floor without any wall where there is one, in
 * turns, so that whatever else the machine does falls on all of them.
 */
function launcherBench({ language, code, larger, floor }: Sum): Bench {
	return {
		name: `${language.name}-launcher`,
		title: `Milliseconds per test in ${language.title}, one slot`,
		async run({ rounds }) {
			const wall = await openLocalWall({ repository, node: process.execPath });
			const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
			try {
				const path = join(folder, 'program');
				writeFileSync(path, code);
				const times = { launcher: [] as number[], larger: [] as number[], cold: [] as number[], floor: [] as number[] };
				for (let round = 0; round < rounds; round++) {
					times.launcher.push(await throughGrader(wall, language.name, code));
					if (larger !== undefined) times.larger.push(await throughGrader(wall, language.name, larger.code));
					times.cold.push(await throughCommand(wall, language, code));
					if (floor !== undefined) times.floor.push(floor.measure(path));
				}
				const [launcher, cold] = [median(times.launcher), median(times.cold)];
				const figures: Figure[] = [
					{ what: 'through the launcher, whole path from suite to verdicts', value: launcher, unit: 'ms' },
					{
						what: 'by a process of its own for each test in the same wall',
						value: cold,
						unit: 'ms',
						ratio: cold / launcher,
						ratioOf: 'of the launcher',
					},
				];
				if (larger !== undefined) {
					const value = median(times.larger);
					figures.push({ what: larger.what, value, unit: 'ms', ratio: value / launcher, ratioOf: 'of the plain program' });
				}
				if (floor === undefined) return figures;
				const least = median(times.floor);
				return [...figures, { what: floor.what, value: least, unit: 'ms', ratio: launcher / least, ratioOf: 'is what the launcher takes' }];
			} finally {
				rmSync(folder, { recursive: true });
				await wall.close();
			}
		},
	};
}

export const pythonLauncher = launcherBench({
	language: python,
	code: 'print(sum(map(int, input().split())))\n',
	larger: {
		what: 'a program that imports numpy',
		code: 'import numpy as np\nprint(np.array(input().split(), dtype=int).sum())\n',
	},
	floor: {
		what: 'a bare fork of a warm interpreter, no wall, no limits',
		measure: (path) =>
			Number(execFileSync('/usr/bin/python3', [join(repository, 'bench/fork_floor.py'), path, '500'], { encoding: 'utf8' })),
	},
});

export const javascriptLauncher = launcherBench({
	language: javascript,
	code: "console.log(require('fs').readFileSync(0, 'utf8').trim().split(' ').map(Number).reduce((a, b) => a + b))\n",
});

/** Milliseconds of a trivial test, from the suite to the verdict. */
export async function throughGrader(
	wall: Wall,
	language: string,
	code: string,
	{ programs = 10, testsEach = testsPerProgram } = {},
): Promise<number> {
	await using grader = await createGrader({ wall, slots: 1 });
	const grade = async (times: number) => {
		for (let i = 0; i < times; i++) {
			const tests = Array.from({ length: testsEach }, (_, n) => ({ kind: 'stdio' as const, input: `${n} 2\n`, output: `${n + 2}\n` }));
			const result = await grader.grade({ problem: { id: 'sum', tests }, language, code });
			if (result.verdict !== 'accepted') throw new Error(`not accepted: ${result.reason}`);
		}
	};
	await grade(2);
	const start = performance.now();
	await grade(programs);
	return (performance.now() - start) / (programs * testsEach);
}

async function throughCommand(wall: Wall, language: Language, code: string): Promise<number> {
	const source = language.layout(code);
	await using sandbox = await wall.open({ slot: 50, kind: 'local' });
	await sandbox.put(source.files.map(({ name, content }) => ({ name, content: Buffer.from(content), executable: false })));
	await sandbox.seal();
	const env = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' };
	const one = () => sandbox.run({ command: language.run(source, budget), env, stdin: Buffer.from('1 2\n'), limits });
	if ((await one()).stdout.toString() !== '3\n') throw new Error('the program does not answer');
	const start = performance.now();
	await Promise.all(Array.from({ length: coldRuns }, one));
	return (performance.now() - start) / coldRuns;
}
