import type { Language } from '../contract.ts';
import { compilerJvm, memoryExitCodes, programJvm, versionByJar } from '../jvm.ts';

const library = '/usr/share/scala-2.11/lib';

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
	toolchain: ['java', `${library}/scala-compiler.jar`],
	packages: ['scala', 'default-jre-headless'],
	layout: (code) => ({ files: [{ name: 'main.scala', content: code }], main: 'main.scala' }),
	compile: ({ main }) => [
		...compilerJvm,
		'-cp',
		`${library}/*`,
		'scala.tools.nsc.Main',
		'-usejavacp',
		'-encoding',
		'UTF-8',
		'-target:jvm-1.8',
		'-nowarn',
		'-d',
		'main.jar',
		main,
	],
	run: (_, budget) => [...programJvm(budget), `-Xbootclasspath/a:${library}/scala-library.jar`, '-jar', '/prog/main.jar'],
	memoryExitCodes,
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 160,
	maxProcesses: 96,
};
