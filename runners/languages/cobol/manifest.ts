import { type Language, programFolder, type Source } from '../contract.ts';

/** COBOL by GnuCOBOL, in either format. */
export const cobol: Language = {
	name: 'cobol',
	aliases: ['cob', 'gnucobol'],
	title: 'COBOL (GnuCOBOL)',
	version: ['cobc', '--version'],
	packages: ['gnucobol'],
	// The compiler stops without its configuration.
	folders: ['/etc/gnucobol'],
	layout: (code) => ({ files: [{ name: 'main.cob', content: code }], main: 'main.cob' }),
	compile: (source) => ['cobc', '-x', '-O2', '-w', isFixedFormat(source) ? '-fixed' : '-free', '-o', 'main', source.main],
	run: () => [`${programFolder}/main`],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 8,
	maxProcesses: 64,
};

/**
 * Free format reads an indented program too, and does not cut its lines at column 72,
 * but not the sequence numbers in columns 1 to 6 and the marks in column 7 of the
 * fixed one. `*>` is a comment in both.
 */
function isFixedFormat({ files, main }: Source): boolean {
	const code = files.find(({ name }) => name === main)?.content ?? '';
	const lines = code.split(/\r?\n/).filter((line) => line.trim() !== '');
	return lines.every((line) => /^[ \d]{6}([ */$Dd-]|$)/.test(line)) && lines.some((line) => /^(\d{6}| {6}(\*(?!>)|[/-]))/.test(line));
}
