import type { Language } from '../contract.ts';
import { compilerJvm, memoryExitCodes, programJvm, versionByJar, wholeMachine } from '../jvm/machine.ts';

const jar = '/usr/share/java/clojure.jar';
/** On the boot class path, whose classes the JVM does not verify at every start: a third of a second less. All have to be named there. */
const library = [jar, '/usr/share/java/spec.alpha.jar', '/usr/share/java/core.specs.alpha.jar'].join(':');
/** Errors are told in short on stderr, and not at length in a file besides. */
const main = ['-Dclojure.main.report=none', `-Xbootclasspath/a:${library}`, 'clojure.main'];

/** Clojure, run as a script. Compiling ahead would run it, so that a check of the syntax stands for it. */
export const clojure: Language = {
	name: 'clojure',
	aliases: ['clj'],
	title: 'Clojure (JVM)',
	version: versionByJar(jar),
	toolchain: ['java', jar],
	packages: ['clojure', 'default-jre-headless'],
	makers: ['make', 'default-jdk-headless'],
	layout: (code) => ({ files: [{ name: 'main.clj', content: code }], main: 'main.clj' }),
	compile: (source) => [...compilerJvm('clojure'), ...main, '/assay/languages/clojure/check.clj', source.main],
	run: (source, budget) => [...programJvm(wholeMachine('clojure'), budget), ...main, `/prog/${source.main}`],
	memoryExitCodes,
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 192,
	maxProcesses: 96,
};
