import { type Language, programFolder } from '../contract.ts';

/** Bash, with the tools of the command line that the machine has. */
export const bash: Language = {
	name: 'bash',
	aliases: ['sh', 'shell'],
	title: 'Bash',
	version: ['bash', '--version'],
	packages: ['bash', 'bc'],
	layout: (code) => ({ files: [{ name: 'main.sh', content: code }], main: 'main.sh' }),
	// Only reads the program.
	compile: ({ main }) => ['bash', '-n', main],
	run: ({ main }) => ['bash', `${programFolder}/${main}`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 8,
	maxProcesses: 64,
};
