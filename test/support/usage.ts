import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What this process and this machine hold, to see whether it grows. */
export interface Usage {
	readonly descriptors: number;
	readonly processes: number;
	readonly mounts: number;
	readonly controlGroups: number;
	readonly residentMb: number;
}

export function usage(): Usage {
	// The memory of buffers is given back beside the program: by the next one it has been.
	for (let times = 0; times < 2; times++) globalThis.gc?.();
	const lines = (text: string) => text.trim().split('\n').length;
	const groups = execFileSync('find', ['/sys/fs/cgroup', '-type', 'd', '-name', `assay-${process.pid}-*`], { encoding: 'utf8' });
	return {
		descriptors: readdirSync('/proc/self/fd').length,
		processes: lines(execFileSync('ps', ['-eo', 'pid='], { encoding: 'utf8' })),
		mounts: lines(readFileSync('/proc/self/mountinfo', 'utf8')),
		controlGroups: groups.split('\n').filter(Boolean).length,
		residentMb: Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024),
	};
}
