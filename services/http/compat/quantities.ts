import { posix } from 'node:path';
import { z } from 'zod';
import { FileName } from '../../../testcases/schema.ts';
import { AssayError } from '../../errors.ts';
import type { ProgramFile } from '../../execution/contract.ts';
import { defaultLimits, type PlannedLimits } from '../../planning/plan.ts';

/** No run takes longer, whatever is asked for. */
export const longestMs = 600_000;
const mostMemoryMb = 65_536;
/** Where a protocol leaves it open; these systems run programs without a limit by default. */
const usualMemoryMb = 1024;

/** A length of time as most protocols have it. */
export const Seconds = z.number().positive().finite();

export const msOf = (seconds: number): number => Math.min(Math.max(Math.round(seconds * 1000), 1), longestMs);

/** Beyond its CPU time, so that a program that works is judged by that, and one that sleeps is stopped soon after. */
const wallOf = (ms: number): number => Math.ceil(ms * 1.2) + 500;

/**
 * Limits of a program that may take so long. These protocols mean elapsed time by it, which says
 * more of the machine than of the program; here it is CPU time that counts.
 */
export function limitsOf(ms: number, memoryMb?: number): PlannedLimits {
	const given = memoryMb !== undefined && memoryMb > 0 ? Math.min(Math.ceil(memoryMb), mostMemoryMb) : usualMemoryMb;
	return { cpuMs: ms, wallMs: wallOf(ms), memoryMb: given, outputBytes: defaultLimits.outputKb * 1024 };
}

/** The same for a suite. */
export function suiteLimits(ms: number, memoryMb?: number): { cpu_ms: number; wall_ms: number; memory_mb: number } {
	const limits = limitsOf(ms, memoryMb);
	return { cpu_ms: limits.cpuMs, wall_ms: limits.wallMs, memory_mb: limits.memoryMb };
}

const mostFiles = 256;
const mostFileBytes = 64 << 20;

/** Files for a program's working directory. Throws `invalid_request` for names that lead elsewhere, and for too many or too large ones. */
export function checkedFiles(files: readonly ProgramFile[]): readonly ProgramFile[] {
	if (files.length > mostFiles) throw new AssayError('invalid_request', `more than ${mostFiles} files`);
	const bytes = files.reduce((sum, { base64 }) => sum + (base64.length / 4) * 3, 0);
	if (bytes > mostFileBytes) throw new AssayError('invalid_request', `files of more than ${mostFileBytes} bytes in all`);
	const checked = files.map((file) => ({ ...file, name: checkedName(file.name) }));
	refuseClashes(checked.map(({ name }) => name));
	return checked;
}

/** Two files of one name, and a file where another one has its folder. */
function refuseClashes(names: readonly string[]): void {
	const seen = new Set<string>();
	for (const name of names) {
		if (seen.has(name)) throw new AssayError('invalid_request', `there are two files ${JSON.stringify(name)}`);
		seen.add(name);
	}
	for (const name of names) {
		for (let folder = posix.dirname(name); folder !== '.'; folder = posix.dirname(folder)) {
			if (seen.has(folder)) throw new AssayError('invalid_request', `${JSON.stringify(folder)} is a file and a folder`);
		}
	}
}

/** A name inside the working directory. Throws `invalid_request`. */
export function checkedName(name: string): string {
	const plain = posix.normalize(name);
	if (FileName.safeParse(plain).success) return plain;
	throw new AssayError('invalid_request', `${JSON.stringify(name.slice(0, 255))} is not the name of a file below the working directory`);
}
