import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { runScript } from '../script.ts';
import { type Judged, openEach, type Peer, type Task } from './contract.ts';
import { runsOf } from './processes.ts';

/** By `cold_python.py`, which does as little as can be done around a process. */
export const coldPython: Peer = {
	title: 'the least that any judge can do that starts a python3 for each test: that alone, with no sandbox and no limits',
	kinds: ['stdio', 'code'],
	open: async () => openEach(judgeCold),
};

async function judgeCold(tasks: readonly Task[], signal: AbortSignal): Promise<Judged> {
	await using folder = await temporaryFolder();
	const runs = tasks.flatMap((task, index) => runsOf(task).map((run) => ({ ...run, index })));
	for (const [n, { source, stdin }] of runs.entries()) {
		writeFileSync(folder.file(`${n}.py`), source);
		writeFileSync(folder.file(`${n}.in`), stdin);
	}
	const script = join(import.meta.dirname, '../cold_python.py');
	const said = await runScript('/usr/bin/python3', [script, folder.path, String(runs.length)], signal);
	const { seconds, codes } = said as { seconds: number; codes: number[] };
	const accepted = tasks.map(() => true);
	for (const [n, { passes, index }] of runs.entries()) {
		if (!passes({ well: codes[n] === 0, stdout: readFileSync(folder.file(`${n}.out`), 'utf8') })) accepted[index] = false;
	}
	return { seconds, accepted };
}
