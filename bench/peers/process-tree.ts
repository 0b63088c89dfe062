import { readdirSync, readFileSync } from 'node:fs';

/** The processes that this one has started, and those that they have. */
export function descendants(pid: number): number[] {
	const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	const parents = new Map(all.map((name) => [Number(name), Number(/^PPid:\s+(\d+)$/m.exec(status(Number(name)))?.[1])]));
	const below = (parent: number): number[] =>
		[...parents].filter(([, its]) => its === parent).flatMap(([child]) => [child, ...below(child)]);
	return below(pid);
}

/** The cores that a process may use, as "1" or "0-3"; undefined when it has ended. */
export function allowedCores(pid: number): string | undefined {
	return /^Cpus_allowed_list:\s+(\S+)$/m.exec(status(pid))?.[1];
}

function status(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/status`, 'utf8');
	} catch {
		return ''; // it has ended meanwhile
	}
}
