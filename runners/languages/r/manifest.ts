import { type Language, programFolder } from '../contract.ts';

const start = ['/bin/sh', '/assay/languages/r/start.sh'];

/** R, run as a script. */
export const r: Language = {
	name: 'r',
	aliases: ['rscript'],
	title: 'R',
	version: ['Rscript', '--version'],
	toolchain: ['/usr/lib/R/bin/exec/R'],
	packages: ['r-base-core'],
	layout: (code) => ({ files: [{ name: 'main.R', content: code }], main: 'main.R' }),
	// Only parses the program.
	compile: ({ main }) => [...start, '-e', `invisible(parse("${main}"))`],
	run: ({ main }) => [...start, `--file=${programFolder}/${main}`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 64,
	maxProcesses: 64,
	// Threads of linear algebra would outrun the CPU time of a program.
	env: { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
};
