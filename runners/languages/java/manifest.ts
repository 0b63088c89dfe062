import { type Command, type Language, programFolder, type RunBudget, type Source } from '../contract.ts';
import { joinTest } from './join-test.ts';
import { mainType, outline } from './outline.ts';

const fewThreads = ['-XX:+UseSerialGC', '-XX:ActiveProcessorCount=2', '-XX:-UsePerfData'];
/** A file name holds at most 255 bytes, and javac also makes `Name$Inner.class`. */
const longestName = 200;

/**
 * Java by OpenJDK. Both compilers of the JVM stay on: stopping at the first one saves
 * 0.06 s of CPU time in a short run but makes long loops up to twice as slow, and
 * a false time limit is the worse of the two. Half a million calls fit into the stack;
 * a larger one would turn endless recursion into memory_limit, since the JVM takes
 * five times the stack when it overflows.
 */
export const java: Language = {
	name: 'java',
	aliases: ['jdk', 'openjdk', 'java17'],
	title: 'Java (OpenJDK)',
	version: ['javac', '-version'],
	packages: ['default-jdk-headless'],
	layout,
	compile: ({ main }) => [
		'javac',
		'-J-XX:TieredStopAtLevel=1',
		'-J-Xss64m',
		'-J-Xmx1g',
		...fewThreads.map((flag) => `-J${flag}`),
		...compilerFlags,
		main,
	],
	run,
	memoryExitCodes: [3],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 160,
	maxProcesses: 96,
	joinTest,
};

const compilerFlags = ['-encoding', 'UTF-8', '-proc:none', '-nowarn', '-Xmaxerrs', '16', '-d', '.'];

function layout(code: string): Source {
	const found = outline(code);
	const name = found.types.find((type) => type.publicAt !== undefined)?.name ?? mainType(found)?.name ?? 'Main';
	const file = `${Buffer.byteLength(name) > longestName ? 'Main' : name}.java`;
	return { files: [{ name: file, content: code }], main: file };
}

function run(source: Source, { memoryMb }: RunBudget): Command {
	const found = outline(source.files.find((file) => file.name === source.main)?.content ?? '');
	const name = mainType(found)?.name ?? 'Main';
	const heapMb = Math.max(8, memoryMb);
	return [
		'java',
		`-Xmx${heapMb}m`,
		`-Xms${Math.min(64, heapMb)}m`,
		`-Xss${Math.min(64, Math.max(16, memoryMb >> 2))}m`,
		...fewThreads,
		'-Xshare:auto',
		'-XX:ReservedCodeCacheSize=64m',
		'-XX:+ExitOnOutOfMemoryError',
		'-Dfile.encoding=UTF-8',
		'-cp',
		programFolder,
		found.package === undefined ? name : `${found.package}.${name}`,
	];
}
