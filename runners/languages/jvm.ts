import type { Command, RunBudget } from './contract.ts';

/** For languages that run on the virtual machine of Java; `java` has its own reasons for these numbers in its manifest. */
const fewThreads = ['-XX:+UseSerialGC', '-XX:ActiveProcessorCount=2', '-XX:-UsePerfData'];

/** Starts a compiler that runs on the JVM: short work on deeply nested programs. */
export const compilerJvm: Command = ['java', ...fewThreads, '-XX:TieredStopAtLevel=1', '-Xss64m', '-Xmx1g'];

/** Starts a program with as much heap as it may have; exit code 3 says that it was too little. */
export function programJvm({ memoryMb }: RunBudget): Command {
	const heapMb = Math.max(8, memoryMb);
	return [
		'java',
		...fewThreads,
		`-Xmx${heapMb}m`,
		`-Xms${Math.min(64, heapMb)}m`,
		`-Xss${Math.min(64, Math.max(16, memoryMb >> 2))}m`,
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
