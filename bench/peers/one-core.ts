import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface OneCore extends Disposable {
	readonly number: string;
	/** Of the processes that this one has started, and theirs, those that may use another one. */
	strays(): string[];
}

/** Keeps this process, and what it starts from now on, to the last core that it may use, until disposed. */
export function keepToOneCore(): OneCore {
	const before = allowedCores(process.pid) ?? '';
	const number = before.split(/[,-]/).at(-1) ?? '';
	keepTo(number);
	return {
		number,
		strays: () =>
			descendants(process.pid)
				.filter((pid) => (allowedCores(pid) ?? number) !== number)
				.map(String),
		[Symbol.dispose]: () => keepTo(before),
	};
}

/** All threads of this process. */
function keepTo(cores: string): void {
	execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(process.pid)]);
}

/** As "1" or "0-3"; undefined when the process has ended. */
function allowedCores(pid: number): string | undefined {
	return /^Cpus_allowed_list:\s+(\S+)$/m.exec(statusOf(pid))?.[1];
}

/** The processes that this one has started, and those that they have. */
export function descendants(pid: number): number[] {
	const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	const parents = new Map(all.map((name) => [Number(name), Number(/^PPid:\s+(\d+)$/m.exec(statusOf(Number(name)))?.[1])]));
	const below = (parent: number): number[] =>
		[...parents].filter(([, its]) => its === parent).flatMap(([child]) => [child, ...below(child)]);
	return below(pid);
}

function statusOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/status`, 'utf8');
	} catch {
		return '';
	}
}
