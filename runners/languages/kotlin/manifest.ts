import type { Language } from '../contract.ts';
import { compiledOnJvm, leanMachine, memoryExitCodes, programJvm, versionByJar } from '../jvm/machine.ts';

const library = '/usr/share/kotlin/kotlinc/lib';
const jar = (name: string) => `${library}/${name}.jar`;
/** Parts of the language are in each of them, e.g. the name of a class. */
const standard = ['kotlin-stdlib', 'kotlin-stdlib-jdk7', 'kotlin-stdlib-jdk8', 'kotlin-reflect'].map(jar).join(':');
const compiler = ['kotlin-compiler', 'trove4j', 'kotlin-stdlib', 'kotlin-reflect', 'kotlin-script-runtime', 'annotations-13.0'].map(jar);

/**
 * Kotlin by its compiler for the JVM. The compiler names the class that holds `main` in the
 * jar. The standard library lies on the boot class path, whose classes the JVM does not
 * verify at every start, and not in the jar, where it would be kept for each program.
 */
export const kotlin: Language = {
	name: 'kotlin',
	aliases: ['kt'],
	title: 'Kotlin (JVM)',
	version: versionByJar('/usr/share/java/kotlin-compiler.jar'),
	toolchain: ['java', jar('kotlin-compiler')],
	packages: ['kotlin', 'default-jre-headless'],
	makers: ['make', 'default-jdk-headless'],
	layout: (code) => ({ files: [{ name: 'main.kt', content: code }], main: 'main.kt' }),
	// What kotlinc does, but for its own loader of classes, which no archive can help, and options that Java 17 warns of in every message.
	...compiledOnJvm({
		archive: 'kotlinc',
		classPath: compiler,
		main: ['org.jetbrains.kotlin.cli.jvm.K2JVMCompiler'],
		server: 'kotlin',
		options: ['-no-stdlib', '-classpath', standard, '-jvm-target', '1.8', '-nowarn', '-d', 'main.jar'],
	}),
	run: (source, budget) => [
		...programJvm(leanMachine('kotlin', source), budget),
		`-Xbootclasspath/a:${standard}`,
		'-jar',
		'/prog/main.jar',
	],
	memoryExitCodes,
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 160,
	maxProcesses: 96,
};
