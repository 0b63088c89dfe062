import { type Language, programFolder } from '../contract.ts';

/** Perl 5. */
export const perl: Language = {
	name: 'perl',
	aliases: ['pl'],
	title: 'Perl 5',
	version: ['perl', '-e', 'print "Perl $^V\\n"'],
	packages: ['perl'],
	layout: (code) => ({ files: [{ name: 'main.pl', content: code }], main: 'main.pl' }),
	// Checks the syntax, and loads the modules that the program uses.
	compile: ({ main }) => ['perl', '-c', main],
	run: ({ main }) => ['perl', `${programFolder}/${main}`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 8,
	maxProcesses: 64,
	// Hashes are iterated in the same order in every run, so that verdicts do not depend on chance.
	env: { PERL_HASH_SEED: '0' },
};
