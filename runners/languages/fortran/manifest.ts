import { type Language, programFolder } from '../contract.ts';

/** Fortran by GCC, with GNU extensions, in free form. Linked statically for the reason that `cpp` gives. */
export const fortran: Language = {
	name: 'fortran',
	aliases: ['f90', 'gfortran'],
	title: 'Fortran (GNU)',
	version: ['gfortran', '--version'],
	packages: ['gfortran', 'libc6-dev'],
	layout: (code) => ({ files: [{ name: 'main.f90', content: code }], main: 'main.f90' }),
	compile: ({ main }) => [
		...['gfortran', '-O2', '-pipe', '-static', '-w', '-fmax-errors=16', '-ffree-line-length-none'],
		...['-J', '/tmp', '-o', 'main', main],
	],
	run: () => [`${programFolder}/main`],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 4,
	maxProcesses: 64,
};
