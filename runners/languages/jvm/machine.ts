import type { Command, CompileServer, Mount, RunBudget, Source } from '../contract.ts';
import { isLean } from './lean.ts';

/* What the languages that run on the virtual machine of Java have in common. */

/** A virtual machine with the archive of that name, as far as set-up has made them: see start.sh. */
const machine = (runtime: 'lean' | 'whole', archive: string): Command => ['/bin/sh', '/assay/languages/jvm/start.sh', runtime, archive];
export const wholeMachine = (archive: string): Command => machine('whole', archive);
/** The lean one, if the program is content with it; its archives are of no use to the other. */
export function leanMachine(archive: string, { files }: Source, readable?: (text: string) => string): Command {
	const texts = files.map(({ content }) => content);
	return isLean(texts, readable) ? machine('lean', archive) : ['java'];
}

const common = [
	'-XX:+UseSerialGC',
	'-XX:ActiveProcessorCount=2',
	'-XX:-UsePerfData',
	// What it has to say is not for the output of programs.
	...['-XX:+DisplayVMOutputToStderr', '-Xlog:disable', '-Xlog:all=warning:stderr'],
	// Where the classes of an archive lie need not be a secret here, and is then the same for all: 3 ms less.
	...['-XX:+IgnoreUnrecognizedVMOptions', '-XX:+UnlockDiagnosticVMOptions', '-XX:ArchiveRelocationMode=0'],
];

/** What set-up makes: see the Makefile. */
export const jvmMounts: readonly Mount[] = [{ from: 'build/jvm', to: '/assay/lib/jvm' }];

/**
 * Starts a program with as much heap as it may have; exit code 3 says that it was too
 * little. Both compilers of the JVM stay on: stopping at the first one saves 0.06 s of CPU
 * time in a short run but makes long loops up to twice as slow, and a false time limit
 * is the worse of the two. That a method waits for twice as many calls as usual before it
 * is compiled saves 0.005 s, and costs long runs nothing. Of the collectors, G1 could start
 * 0.02 s sooner from an archive, and takes up to twice as long with many objects. Half a
 * million calls fit into the stack; a larger one would turn endless recursion into
 * memory_limit, since the JVM takes five times the stack when it overflows. One array
 * may take four fifths of the heap, where the usual two thirds are often too little; programs
 * that make many objects take a few hundredths longer for it.
 */
export function programJvm(started: Command, { memoryMb }: RunBudget): Command {
	const heapMb = Math.max(8, memoryMb);
	return [
		...started,
		...common,
		`-Xmx${heapMb}m`,
		`-Xms${Math.min(64, heapMb)}m`,
		`-Xss${Math.min(64, Math.max(16, memoryMb >> 2))}m`,
		'-XX:NewRatio=5',
		...['-XX:Tier3InvocationThreshold=400', '-XX:Tier3MinInvocationThreshold=200'],
		'-XX:ReservedCodeCacheSize=64m',
		'-XX:+ExitOnOutOfMemoryError',
		'-Dfile.encoding=UTF-8',
	];
}
export const memoryExitCodes = [3];

/** Starts a compiler that runs on the JVM: short work on deeply nested programs. */
export function compilerJvm(archive: string, heapMb = 1024): Command {
	return [...wholeMachine(archive), ...common, '-XX:TieredStopAtLevel=1', '-Xss64m', `-Xmx${heapMb}m`];
}

/** A compiler that runs on the JVM. */
export interface JvmCompiler {
	readonly archive: string;
	/** Its class path, as it is in the archive. */
	readonly classPath: readonly string[];
	/** Its main class, or module. */
	readonly main: Command;
	/** What CompileServer.java calls it. */
	readonly server: string;
	readonly options: readonly string[];
	readonly refuses?: CompileServer['refuses'];
}

const serverFolder = '/assay/lib/jvm';
const serverHeapMb = 512;

/** The two ways to a compiled program: the compiler as a command, and the one that stays. */
export function compiledOnJvm({ archive, classPath, main, server, options, refuses }: JvmCompiler): {
	compile(source: Source): Command;
	compileServer: CompileServer;
} {
	const compilerPath = classPath.length === 0 ? [] : ['-cp', classPath.join(':')];
	return {
		compile: (source) => [...compilerJvm(archive), ...compilerPath, ...main, ...options, source.main],
		compileServer: {
			command: [...compilerJvm(archive, serverHeapMb), '-cp', [...classPath, serverFolder].join(':'), 'CompileServer', server],
			arguments: (source) => [...options, source.main],
			...(refuses === undefined ? {} : { refuses }),
		},
	};
}

/** Says the version by the name of a jar file, since starting a JVM for it takes seconds. */
export function versionByJar(jar: string): Command {
	return ['sh', '-c', `command -v java >/dev/null && jar=$(readlink -e ${jar}) && basename "$jar" .jar`];
}
