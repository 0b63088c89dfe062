import { type Command, type Language, programFolder, type RunBudget, type Source } from '../contract.ts';

/** No file of the user's, and an exit code that tells of errors in directives too. */
const flags = ['-q', '--no-tty', '-f', 'none', '--no-packs', '--on-error=status'];
/** A program that has its own start; `main` would be run twice. */
const startsItself = /^[ \t]*:-\s*(?:initialization\b|main\b)/m;
/** Programs that only have directives need no `main`; without this it would be the one of a library. */
const runMain = '(current_predicate(main/0)->main;true)';

/** Prolog by SWI; the program defines `main` or starts by a directive. */
export const prolog: Language = {
	name: 'prolog',
	aliases: ['swipl', 'swi-prolog'],
	title: 'Prolog (SWI)',
	version: ['swipl', '--version'],
	packages: ['swi-prolog-nox'],
	layout: (code) => ({ files: [{ name: 'main.pl', content: code }], main: 'main.pl' }),
	compile: ({ main }) => ['swipl', ...flags, '-g', `check('${main}')`, '-t', 'halt', '/assay/languages/prolog/check.pl'],
	run,
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 32,
	maxProcesses: 64,
};

function run({ files, main }: Source, { memoryMb }: RunBudget): Command {
	const goal = files.some(({ content }) => startsItself.test(content)) ? [] : ['-g', runMain];
	// More than the kernel allows, so that memory is judged in one place.
	return ['swipl', ...flags, `--stack-limit=${memoryMb + 1024}m`, ...goal, '-t', 'halt', `${programFolder}/${main}`];
}
