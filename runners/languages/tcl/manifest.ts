import { type Language, programFolder } from '../contract.ts';

/** Tcl. */
export const tcl: Language = {
	name: 'tcl',
	aliases: ['tclsh'],
	title: 'Tcl',
	version: ['sh', '-c', `echo 'puts "Tcl [info patchlevel]"' | tclsh`],
	toolchain: ['tclsh'],
	packages: ['tcl'],
	layout: (code) => ({ files: [{ name: 'main.tcl', content: code }], main: 'main.tcl' }),
	// Commands are looked at one by one as they run, so this finds only what is never closed.
	compile: ({ main }) => ['tclsh', '/assay/languages/tcl/check.tcl', main],
	run: ({ main }) => ['tclsh', `${programFolder}/${main}`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 8,
	maxProcesses: 64,
};
