import { type Language, programFolder } from '../contract.ts';

/** C# by the compiler and the virtual machine of Mono. */
export const csharp: Language = {
	name: 'csharp',
	aliases: ['cs', 'c#', 'mono'],
	title: 'C# (Mono)',
	version: ['mcs', '--version'],
	toolchain: ['mono'],
	packages: ['mono-mcs', 'mono-runtime', 'libmono-system-numerics4.0-cil'],
	layout: (code) => ({ files: [{ name: 'main.cs', content: code }], main: 'main.cs' }),
	compile: ({ main }) => ['mcs', '-optimize+', '-warn:0', '-define:ONLINE_JUDGE', '-r:System.Numerics', '-out:main.exe', main],
	run: () => ['mono', `${programFolder}/main.exe`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 32,
	maxProcesses: 64,
	env: {
		// Without the folder `mono` in there, Mono looks in /etc and finds no file that it is to read.
		MONO_CFG_DIR: '/assay/languages/csharp',
		// Collects without a thread of its own.
		MONO_GC_PARAMS: 'major=marksweep',
	},
};
