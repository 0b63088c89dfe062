import { readdirSync, readFileSync } from 'node:fs';

export const processes = (): string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

/** Megabytes of some processes that are no file's; pages that they share are counted once. */
export function ownMb(pids: readonly string[]): number {
	return pids.reduce((sum, pid) => sum + Number(/^Pss_Anon:\s+(\d+) kB/m.exec(readOf(pid, 'smaps_rollup'))?.[1] ?? 0) / 1024, 0);
}

/** Those of them that were started with this word. */
export function startedWith(word: string, pids: readonly string[]): string[] {
	return pids.filter((pid) => readOf(pid, 'cmdline').split('\0').includes(word));
}

function readOf(pid: string, file: string): string {
	try {
		return readFileSync(`/proc/${pid}/${file}`, 'utf8');
	} catch {
		return ''; // it has ended meanwhile
	}
}
