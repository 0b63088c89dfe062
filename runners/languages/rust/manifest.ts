import { type Language, programFolder } from '../contract.ts';

/**
 * Rust by rustc alone, without crates. Linked statically, which saves a quarter of the
 * start of a process, and without symbols: the standard library brings 11 MB of them.
 */
export const rust: Language = {
	name: 'rust',
	aliases: ['rs', 'rustc'],
	title: 'Rust',
	version: ['rustc', '--version'],
	packages: ['rustc'],
	layout: (code) => ({ files: [{ name: 'main.rs', content: code }], main: 'main.rs' }),
	compile: ({ main }) => [
		'rustc',
		...['--edition', '2021', '--cap-lints', 'allow'],
		...['-C', 'opt-level=2', '-C', 'strip=symbols', '-C', 'target-feature=+crt-static'],
		...['-o', 'main', main],
	],
	run: () => [`${programFolder}/main`],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 4,
	maxProcesses: 64,
};
