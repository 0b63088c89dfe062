import { type Language, programFolder } from '../contract.ts';

/**
 * Pascal by Free Pascal, whose configuration in /etc is replaced by arguments. The mode
 * is for programs that name none: it knows all of the plain one, and also classes,
 * exceptions, integers of 32 bits and strings without a limit, as other judges have it.
 */
export const pascal: Language = {
	name: 'pascal',
	aliases: ['pas', 'fpc'],
	title: 'Pascal (Free Pascal)',
	version: ['fpc', '-iV'],
	packages: ['fp-compiler', 'fp-units-base', 'fp-units-rtl', 'libc6-dev'],
	layout: (code) => ({ files: [{ name: 'main.pas', content: code }], main: 'main.pas' }),
	compile: ({ main }) => [
		'fpc',
		...['-n', '-v0e', '-Mobjfpc', '-Sh', '-Sgic', '-O2', '-Xs', '-XX', '-dONLINE_JUDGE'],
		// The compiler puts its own version and target for the variables.
		'-Fu/usr/lib/$fpctarget-gnu/fpc/$fpcversion/units/$fpctarget/*',
		'-Fl/usr/lib/$fpctarget-gnu',
		...['-FE.', '-FU/tmp', '-omain', main],
	],
	run: () => [`${programFolder}/main`],
	memoryExitCodes: [203],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 4,
	maxProcesses: 64,
};
