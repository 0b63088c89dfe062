import { type Language, programFolder } from '../contract.ts';

/** Folders of the standard library that programs name without `std/`; Debian tells the compiler of them in /etc, which sandboxes do not have. */
const searched = ['arch', 'core', 'impure', 'posix', 'pure', 'pure/collections', 'pure/concurrency', 'pure/unidecode', 'wrappers'];
/** What the compiler's own configuration file makes of a release, in one command. */
const release = ['-d:release', '--opt:speed', '--stackTrace:off', '--lineTrace:off', '--passC:-w', '--passC:-fno-strict-aliasing'];

/**
 * Nim by way of GCC. Checks of bounds and overflow stay on, so that such a fault is
 * an error of the program and not a wrong answer. Linked dynamically, since `re`
 * opens its library when the program runs.
 */
export const nim: Language = {
	name: 'nim',
	aliases: [],
	title: 'Nim',
	version: ['nim', '--version'],
	toolchain: ['gcc'],
	packages: ['nim', 'gcc', 'libc6-dev'],
	layout: (code) => ({ files: [{ name: 'main.nim', content: code }], main: 'main.nim' }),
	compile: ({ main }) => [
		'nim',
		'c',
		...release,
		'--hints:off',
		'--warnings:off',
		'--nimcache:/tmp/nim',
		...searched.map((name) => `--path:$lib/${name}`),
		'-o:main',
		main,
	],
	run: () => [`${programFolder}/main`],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 8,
	maxProcesses: 64,
};
