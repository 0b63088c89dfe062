import { blankLiterals } from '../blank-literals.ts';
import { type Command, type Language, programFolder, type RunBudget, type Source } from '../contract.ts';
import { compiledOnJvm, jvmMounts, leanMachine, memoryExitCodes, programJvm } from '../jvm/machine.ts';
import { joinTest } from './join-test.ts';
import { mainType, outline } from './outline.ts';

/** A file name holds at most 255 bytes, and javac also makes `Name$Inner.class`. */
const longestName = 200;

/** Java by OpenJDK. */
export const java: Language = {
	name: 'java',
	aliases: ['jdk', 'openjdk', 'java17'],
	title: 'Java (OpenJDK)',
	version: ['javac', '-version'],
	packages: ['default-jdk-headless'],
	makers: ['make'],
	layout,
	...compiledOnJvm({
		archive: 'javac',
		classPath: [],
		main: ['-m', 'jdk.compiler/com.sun.tools.javac.Main'],
		server: 'javac',
		options: ['-encoding', 'UTF-8', '-proc:none', '-nowarn', '-Xmaxerrs', '16', '-cp', '.', '-d', '.'],
	}),
	run,
	memoryExitCodes,
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 160,
	maxProcesses: 96,
	mounts: jvmMounts,
	joinTest,
};

function layout(code: string): Source {
	const found = outline(code);
	const name = found.types.find((type) => type.publicAt !== undefined)?.name ?? mainType(found)?.name ?? 'Main';
	const file = `${Buffer.byteLength(name) > longestName ? 'Main' : name}.java`;
	return { files: [{ name: file, content: code }], main: file };
}

function run(source: Source, budget: RunBudget): Command {
	const found = outline(source.files.find((file) => file.name === source.main)?.content ?? '');
	const name = mainType(found)?.name ?? 'Main';
	return [
		...programJvm(leanMachine('java', source, blankLiterals), budget),
		'-cp',
		programFolder,
		found.package === undefined ? name : `${found.package}.${name}`,
	];
}
