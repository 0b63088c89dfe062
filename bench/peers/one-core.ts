import { execFileSync } from 'node:child_process';
import { allowedCores, descendants } from './process-tree.ts';

export interface OneCore extends Disposable {
	readonly number: string;
	/** Of the processes that this one has started, and theirs, those that may use another one. */
	strays(): number[];
}

/** Keeps this process, and what it starts from now on, to the last core that it may use, until disposed. */
export function keepToOneCore(): OneCore {
	const before = allowedCores(process.pid) ?? '';
	const number = before.split(/[,-]/).at(-1) ?? '';
	keepTo(number);
	return {
		number,
		strays: () => descendants(process.pid).filter((pid) => (allowedCores(pid) ?? number) !== number),
		[Symbol.dispose]: () => keepTo(before),
	};
}

/** All threads of this process. */
function keepTo(cores: string): void {
	execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(process.pid)]);
}
