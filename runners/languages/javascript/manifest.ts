import { type Language, programFolder, type RunBudget } from '../contract.ts';
import { joinTest } from './join-test.ts';

/** What Node itself takes; larger than the stack, which the kernel bounds by the program's memory. */
const runtimeMemoryMb = 160;
/**
 * V8 lets garbage grow up to the middle between what lives and its heap limit. With this
 * much above the kernel's limit that middle stays below it while a program keeps to its
 * memory, and one that does not is stopped by the kernel and not by V8, whose abort looks like a crash.
 */
const heapAboveLimitMb = 64;
/** Deep enough for a recursion of half a million calls; more than the kernel's bound would be a crash. */
const stackKb = 64_000;

const folder = '/assay/languages/javascript';
const node = ({ memoryMb }: RunBudget) => [
	'/assay/bin/node',
	`--stack-size=${stackKb}`,
	`--max-old-space-size=${memoryMb + runtimeMemoryMb + heapAboveLimitMb}`,
	'--no-warnings',
];

/** Threads and signals that a fork would not have, and a way to tell a module from a syntax error. */
const flags = ['--single-threaded', '--disable-sigusr1', '--experimental-vm-modules'];
/** What does not work in a fork as it does in a process of its own: threads, children, and the time since the process began. */
const needsOwnProcess = /\b(?:worker_threads|child_process|cluster|inspector|WebAssembly|performance|perf_hooks|uptime)\b/;

/** A language that Node runs, in forks of a warm one where a fork will do. `main` says by its ending what it is written in. */
export function nodeLanguage({ main, ...names }: Pick<Language, 'name' | 'aliases' | 'title'> & { main: 'main.js' | 'main.ts' }): Language {
	const typed = main === 'main.ts';
	return {
		...names,
		version: ['/assay/bin/node', '--version'],
		packages: [],
		layout: (code) => ({ files: [{ name: main, content: code }], main }),
		// Only reads the program, so that a syntax error is told from one of its runs; of one with types it makes one without.
		compile: () => ['/assay/bin/node', ...(typed ? ['--no-warnings', `${folder}/strip-types.cjs`, main, 'main.js'] : ['--check', main])],
		run: (_source, budget) => [...node(budget), `${programFolder}/main.js`],
		launcher: {
			command: (mode, source, budget) =>
				mode !== 'judge' && needsOwnProcess.test(source)
					? undefined
					: ['/usr/bin/env', 'LD_PRELOAD=/assay/lib/launcher.node', ...node(budget), ...flags, `${folder}/launcher.cjs`, mode, main],
			alone: (mode, budget) => [...node(budget), `${folder}/candidate.cjs`, mode],
		},
		timeMultiplier: 2,
		memoryMultiplier: 1,
		runtimeMemoryMb,
		maxProcesses: 64,
		env: { NODE_PATH: '/assay/lib/node' },
		mounts: ['js-md5', 'lodash'].map((name) => ({ from: `node_modules/${name}`, to: `/assay/lib/node/${name}` })),
		joinTest,
		runsTexts: /\b(?:eval|Function\s*\(|(?:vm|child_process|worker_threads)\b['"])/,
	};
}

/**
 * JavaScript by Node, as CommonJS or as a module, which Node tells apart by the
 * syntax. Programs may `require` the two packages that translations of HumanEval
 * use, js-md5 and lodash. Memory is judged in one place, by the kernel.
 */
export const javascript = nodeLanguage({
	name: 'javascript',
	aliases: ['js', 'mjs', 'cjs', 'node', 'nodejs'],
	title: 'JavaScript (Node.js)',
	main: 'main.js',
});
