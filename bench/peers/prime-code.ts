import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { runScript } from '../script.ts';
import { type Judged, openEach, type Peer, type Task } from './contract.ts';
import { installed, whyMissing } from './installed.ts';

/** By `prime_code_scores.py`, which calls it as verl does. */
export const primeCode: Peer = {
	title: "verl's prime_code, a process per program, in which one test can change the next; no isolation",
	kinds: ['stdio'],
	missing: () => whyMissing('verl'),
	open: async () => openEach(judgeByPrimeCode),
};

async function judgeByPrimeCode(tasks: readonly Task[], signal: AbortSignal): Promise<Judged> {
	await using folder = await temporaryFolder();
	const file = folder.file('tasks.json');
	writeFileSync(file, JSON.stringify(tasks.map(({ problem, code }) => ({ code, ...inputsAndOutputs(problem) }))));
	const script = join(import.meta.dirname, '../prime_code_scores.py');
	const said = await runScript(join(installed('verl'), 'bin/python'), [script, file], signal);
	const { seconds, scores } = said as { seconds: number; scores: number[] };
	return { seconds, accepted: scores.map((score) => score === 1) };
}

/** Tests as prime_code has them. */
function inputsAndOutputs({ tests }: Task['problem']): { inputs: string[]; outputs: string[] } {
	const stdio = tests.filter((test) => test.kind === 'stdio');
	return { inputs: stdio.map(({ input }) => input), outputs: stdio.map(({ output }) => output) };
}
