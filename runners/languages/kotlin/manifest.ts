import type { Language } from '../contract.ts';
import { compilerJvm, memoryExitCodes, programJvm, versionByJar } from '../jvm.ts';

const library = '/usr/share/kotlin/kotlinc/lib';
/** The compiler has the first on its class path by itself; parts of the language are in the others, e.g. the name of a class. */
const parts = ['kotlin-stdlib', 'kotlin-stdlib-jdk7', 'kotlin-stdlib-jdk8', 'kotlin-reflect'];
const standard = parts.map((name) => `${library}/${name}.jar`).join(':');

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
	toolchain: ['java', `${library}/kotlin-compiler.jar`],
	packages: ['kotlin', 'default-jre-headless'],
	layout: (code) => ({ files: [{ name: 'main.kt', content: code }], main: 'main.kt' }),
	// What kotlinc does, but for options that Java 17 warns of in every message.
	compile: ({ main }) => [
		...compilerJvm,
		'-cp',
		`${library}/kotlin-preloader.jar`,
		'org.jetbrains.kotlin.preloading.Preloader',
		'-cp',
		`${library}/kotlin-compiler.jar`,
		'org.jetbrains.kotlin.cli.jvm.K2JVMCompiler',
		'-classpath',
		standard,
		'-jvm-target',
		'1.8',
		'-nowarn',
		'-d',
		'main.jar',
		main,
	],
	run: (_, budget) => [...programJvm(budget), `-Xbootclasspath/a:${standard}`, '-jar', '/prog/main.jar'],
	memoryExitCodes,
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 160,
	maxProcesses: 96,
};
