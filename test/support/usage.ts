import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { getHeapSpaceStatistics } from 'node:v8';

/** What this process and this machine hold, to see whether it grows. */
export interface Usage {
	readonly descriptors: number;
	readonly processes: number;
	readonly mounts: number;
	readonly controlGroups: number;
	/** Resident memory, but for the young generation of the heap: it is empty here, and V8 keeps 2 to 128 MB for it as it likes. */
	readonly residentMb: number;
}

export function usage(): Usage {
	// The memory of buffers is given back beside the program: by the next one it has been.
	for (let times = 0; times < 2; times++) globalThis.gc?.();
	const lines = (text: string) => text.trim().split('\n').length;
	const groups = execFileSync('find', ['/sys/fs/cgroup', '-type', 'd', '-name', `assay-${process.pid}-*`], { encoding: 'utf8' });
	const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
	const residentBytes = process.memoryUsage.rss() - (young?.physical_space_size ?? 0);
	return {
		descriptors: readdirSync('/proc/self/fd').length,
		processes: lines(execFileSync('ps', ['-eo', 'pid='], { encoding: 'utf8' })),
		mounts: lines(readFileSync('/proc/self/mountinfo', 'utf8')),
		controlGroups: groups.split('\n').filter(Boolean).length,
		residentMb: Math.round(residentBytes / 2 ** 20),
	};
}
