import { type Language, programFolder } from '../contract.ts';

/** Parts of a usual PHP that Debian keeps out of the binary and has its php.ini load. */
const extensions = ['ctype', 'iconv', 'readline', 'tokenizer'];

const settings = ['memory_limit=-1', 'display_errors=stderr', 'log_errors=0', ...extensions.map((name) => `extension=${name}`)];
const phpCli = ['php', '-n', ...settings.flatMap((setting) => ['-d', setting])];

/**
 * PHP, from the command line, without the php.ini of the machine. Memory is judged
 * by the kernel, since a fatal error of PHP's own limit ends like an uncaught
 * exception. Warnings go to stderr, where a test does not compare them.
 */
export const php: Language = {
	name: 'php',
	aliases: [],
	title: 'PHP',
	version: ['php', '-n', '--version'],
	packages: ['php-cli'],
	layout: (code) => ({ files: [{ name: 'main.php', content: code }], main: 'main.php' }),
	// Only checks the syntax.
	compile: ({ main }) => [...phpCli, '-l', main],
	run: ({ main }) => [...phpCli, `${programFolder}/${main}`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 16,
	maxProcesses: 64,
};
