import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What this process and what it has started hold, to see whether it grows; other work on the machine does not count. */
export interface Usage {
	readonly descriptors: number;
	readonly processes: number;
	readonly mounts: number;
	readonly controlGroups: number;
	readonly residentMb: number;
}

export function usage(): Usage {
	globalThis.gc?.();
	const lines = (text: string) => text.trim().split('\n').length;
	const groups = execFileSync('find', ['/sys/fs/cgroup', '-type', 'd', '-name', `assay-${process.pid}-*`], { encoding: 'utf8' })
		.split('\n')
		.filter(Boolean);
	return {
		descriptors: readdirSync('/proc/self/fd').length,
		processes: new Set([...descendants(), ...groups.flatMap(membersOf)]).size,
		mounts: lines(readFileSync('/proc/self/mountinfo', 'utf8')),
		controlGroups: groups.length,
		residentMb: Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024),
	};
}

/** All that this process has started, and what that has started, as long as a parent of it is there. */
function descendants(): number[] {
	const children = new Map<number, number[]>();
	for (const line of execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')) {
		const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
		children.set(parent, [...(children.get(parent) ?? []), pid]);
	}
	const below = (pid: number): number[] => (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
	return below(process.pid);
}

/** Those whose parents have gone, too. */
function membersOf(group: string): number[] {
	try {
		return readFileSync(`${group}/cgroup.procs`, 'utf8').split('\n').filter(Boolean).map(Number);
	} catch {
		return []; // it has just been removed
	}
}
