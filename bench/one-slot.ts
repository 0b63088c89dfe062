import type { Command } from '../runners/languages/contract.ts';
import type { Wall } from '../runners/sandboxes/contract.ts';
import { createGrader } from '../services/execution/grader.ts';

/** A program that adds the two numbers of its input. */
export interface Sum {
	readonly language: string;
	readonly main: string;
	readonly code: string;
	/** What starts it in a process of its own. */
	readonly command: Command;
}

const testsPerProgram = 50;
const coldRuns = 60;
const limits = { cpuMs: 4000, wallMs: 10_000, memoryKb: 512 * 1024, stdoutBytes: 1 << 20, stderrBytes: 1 << 16, processes: 64 };

/** Milliseconds for one test of programs with 50, from suite to verdict, on one slot. */
export async function throughGrader(wall: Wall, { language, code }: Sum): Promise<number> {
	await using grader = await createGrader({ wall, slots: 1 });
	const grade = async (programs: number) => {
		for (let i = 0; i < programs; i++) {
			const tests = Array.from({ length: testsPerProgram }, (_, n) => ({
				kind: 'stdio' as const,
				input: `${n} 2\n`,
				output: `${n + 2}\n`,
			}));
			const result = await grader.grade({ problem: { id: 'sum', tests }, language, code });
			if (result.verdict !== 'accepted') throw new Error(`not accepted: ${result.reason}`);
		}
	};
	await grade(2);
	const start = performance.now();
	await grade(10);
	return (performance.now() - start) / (10 * testsPerProgram);
}

/** Milliseconds for one run of the program in a process of its own, in the same kind of sandbox. */
export async function throughProcess(wall: Wall, { main, code, command }: Sum): Promise<number> {
	await using sandbox = await wall.open({ slot: 50, kind: 'local' });
	await sandbox.put([{ name: main, content: Buffer.from(code), executable: false }]);
	await sandbox.seal();
	const env = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' };
	const one = () => sandbox.run({ command, env, stdin: Buffer.from('1 2\n'), limits });
	if ((await one()).stdout.toString() !== '3\n') throw new Error('the cold interpreter does not answer');
	const start = performance.now();
	await Promise.all(Array.from({ length: coldRuns }, one));
	return (performance.now() - start) / coldRuns;
}
