import type { Command, RunBudget } from './contract.ts';

/* What the languages that run on the virtual machine of Java have in common. */

export const fewThreads = ['-XX:+UseSerialGC', '-XX:ActiveProcessorCount=2', '-XX:-UsePerfData'];

/** Starts a compiler that runs on the JVM: short work on deeply nested programs. */
export const compilerJvm: Command = ['java', ...fewThreads, '-XX:TieredStopAtLevel=1', '-Xss64m', '-Xmx1g'];

/**
 * Starts a program with as much heap as it may have; exit code 3 says that it was too
 * little. Both compilers of the JVM stay on: stopping at the first one saves 0.06 s of CPU
 * time in a short run but makes long loops up to twice as slow, and a false time limit
 * is the worse of the two. Half a million calls fit into the stack; a larger one would
 * turn endless recursion into memory_limit, since the JVM takes five times the stack
 * when it overflows.
 */
export function programJvm({ memoryMb }: RunBudget): Command {
	const heapMb = Math.max(8, memoryMb);
	return [
		'java',
		...fewThreads,
		`-Xmx${heapMb}m`,
		`-Xms${Math.min(64, heapMb)}m`,
		`-Xss${Math.min(64, Math.max(16, memoryMb >> 2))}m`,
		'-Xshare:auto',
		'-XX:ReservedCodeCacheSize=64m',
		'-XX:+ExitOnOutOfMemoryError',
		'-Dfile.encoding=UTF-8',
	];
}
export const memoryExitCodes = [3];

/** Says the version by the name of a jar file, since starting a JVM for it takes seconds. */
export function versionByJar(jar: string): Command {
	return ['sh', '-c', `command -v java >/dev/null && jar=$(readlink -e ${jar}) && basename "$jar" .jar`];
}
