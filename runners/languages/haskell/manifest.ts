import { type Language, programFolder } from '../contract.ts';

/**
 * Haskell by GHC and the libraries that come with it. The collector copies what is in
 * use, so that it needs twice as much; told the limit, it compacts in place before
 * memory runs out.
 */
export const haskell: Language = {
	name: 'haskell',
	aliases: ['hs', 'ghc'],
	title: 'Haskell (GHC)',
	version: ['ghc', '--version'],
	packages: ['ghc'],
	// The list of its packages.
	folders: ['/var/lib/ghc'],
	layout: (code) => ({ files: [{ name: 'main.hs', content: code }], main: 'main.hs' }),
	compile: ({ main }) => ['ghc', '-v0', '-w', '-O2', '-rtsopts', '-optl-static', '-outputdir', '/tmp', '-o', 'main', main],
	run: (_source, { memoryMb }) => [`${programFolder}/main`, '+RTS', `-M${memoryMb}m`, '-RTS'],
	memoryExitCodes: [251],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 16,
	maxProcesses: 64,
};
