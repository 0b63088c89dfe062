import { type Language, programFolder } from '../contract.ts';

const octaveCli = ['octave-cli', '--quiet', '--norc', '--no-history'];

/** GNU Octave, without its graphics. */
export const octave: Language = {
	name: 'octave',
	aliases: ['matlab', 'm'],
	title: 'Octave',
	version: ['octave-cli', '--version'],
	packages: ['octave'],
	layout: (code) => ({ files: [{ name: 'main.m', content: code }], main: 'main.m' }),
	// Only parses the program.
	compile: ({ main }) => [...octaveCli, '--eval', `__parse_file__('${main}')`],
	run: ({ main }) => [...octaveCli, `${programFolder}/${main}`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 64,
	maxProcesses: 64,
	// Threads of linear algebra would outrun the CPU time of a program.
	env: { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
};
