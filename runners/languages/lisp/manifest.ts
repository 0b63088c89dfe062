import { type Language, programFolder, type RunBudget } from '../contract.ts';

/** More than the kernel allows, so that memory is judged in one place; a twentieth of it is what SBCL allocates before it collects. */
const heapMbFor = ({ memoryMb }: RunBudget) => 2 * memoryMb + 256;

/**
 * Common Lisp by SBCL. The stack takes a recursion of half a million calls. The
 * collector copies what lives and keeps much of what does not for a while, so that
 * programs need a multiple of what they hold.
 */
export const lisp: Language = {
	name: 'lisp',
	aliases: ['commonlisp', 'common-lisp', 'sbcl', 'cl'],
	title: 'Common Lisp (SBCL)',
	version: ['sbcl', '--version'],
	packages: ['sbcl'],
	layout: (code) => ({ files: [{ name: 'main.lisp', content: code }], main: 'main.lisp' }),
	compile: () => ['sbcl', '--script', '/assay/languages/lisp/compile.lisp'],
	run: (_source, budget) => [
		'sbcl',
		'--dynamic-space-size',
		`${heapMbFor(budget)}MB`,
		'--control-stack-size',
		'64MB',
		'--script',
		`${programFolder}/main.fasl`,
	],
	timeMultiplier: 2,
	memoryMultiplier: 2,
	runtimeMemoryMb: 64,
	maxProcesses: 64,
};
