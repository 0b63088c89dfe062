import { type Language, programFolder } from '../contract.ts';

/**
 * Crystal. `--release` is dear, about twenty seconds of CPU time for the
 * smallest program on a busy machine, but the only way to have it optimised.
 */
export const crystal: Language = {
	name: 'crystal',
	aliases: ['cr'],
	title: 'Crystal',
	version: ['crystal', '--version'],
	toolchain: ['cc'],
	packages: ['crystal', 'libgmp-dev'],
	layout: (code) => ({ files: [{ name: 'main.cr', content: code }], main: 'main.cr' }),
	compile: ({ main }) => ['crystal', 'build', '--release', '--no-debug', '--no-color', '--threads', '1', '-o', 'main', main],
	run: () => [`${programFolder}/main`],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 16,
	maxProcesses: 64,
	env: {
		CRYSTAL_CACHE_DIR: '/tmp/crystal',
		// The collector marks in the program's own thread; others would add to its CPU time.
		GC_MARKERS: '1',
	},
};
