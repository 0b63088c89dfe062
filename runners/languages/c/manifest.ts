import { compiledTogether } from '../compiled-together.ts';
import { type Language, programFolder } from '../contract.ts';
import { mold, staticFlags } from './linker-flags.ts';

/** Mold reads all of the C library first, and gold, where this folder's Makefile has found it, only what a program uses, in half the time. */
const linkerFlags = [...staticFlags, '-B/assay/lib/c', mold];

/** C by GCC, with GNU extensions, as judges have it. Linked statically for the reason that `cpp` gives. */
export const c: Language = {
	name: 'c',
	aliases: ['c11', 'c17', 'gcc'],
	title: 'C (GCC, gnu17)',
	version: ['gcc', '--version'],
	packages: ['gcc', 'mold', 'libc6-dev'],
	makers: ['make'],
	layout: (code) => ({ files: [{ name: 'main.c', content: code }], main: 'main.c' }),
	compile: (source) => [
		...['gcc', '-O2', '-pipe', '-std=gnu17', ...linkerFlags, '-DONLINE_JUDGE', '-fmax-errors=16', '-o', 'main'],
		...compiledTogether(source, ['.c']),
		'-lm',
	],
	run: () => [`${programFolder}/main`],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 4,
	maxProcesses: 64,
	mounts: [{ from: 'build/c', to: '/assay/lib/c' }],
};
