import type { Language } from '../contract.ts';
import { compiledOnJvm, leanMachine, memoryExitCodes, programJvm, versionByJar } from '../jvm/machine.ts';

const library = '/usr/share/scala-2.11/lib';
const jar = (name: string) => `${library}/${name}.jar`;
const standard = jar('scala-library');
const compiler = ['scala-compiler', 'scala-reflect', 'scala-library', 'scala-xml', 'scala-parser-combinators'].map(jar);

/**
 * Scala by its compiler for the JVM. The compiler names the object that holds `main` in the
 * jar. The standard library lies on the boot class path, whose classes the JVM does not
 * verify at every start.
 */
export const scala: Language = {
	name: 'scala',
	aliases: [],
	title: 'Scala 2 (JVM)',
	version: versionByJar('/usr/share/java/scala-compiler.jar'),
	toolchain: ['java', jar('scala-compiler')],
	packages: ['scala', 'default-jre-headless'],
	makers: ['make', 'default-jdk-headless'],
	layout: (code) => ({ files: [{ name: 'main.scala', content: code }], main: 'main.scala' }),
	...compiledOnJvm({
		archive: 'scalac',
		classPath: compiler,
		main: ['scala.tools.nsc.Main'],
		server: 'scala',
		options: ['-classpath', standard, '-encoding', 'UTF-8', '-target:jvm-1.8', '-nowarn', '-d', 'main.jar'],
		// A macro is called by name among the classes of the compiler itself; its word may be written in disguise.
		refuses: (code) => /macro|\\u/.test(code),
	}),
	run: (source, budget) => [...programJvm(leanMachine('scala', source), budget), `-Xbootclasspath/a:${standard}`, '-jar', '/prog/main.jar'],
	memoryExitCodes,
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 160,
	maxProcesses: 96,
};
