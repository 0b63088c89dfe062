import { type Language, programFolder } from '../contract.ts';

/** What `raco make` does, to `compiled/main_rkt.zo`; but Racket's messages need not say that they are errors, and are followed by its own stack. */
const compileForm = `
(with-handlers ([exn:fail? (lambda (failure)
                             (eprintf "error: ~a\\n" (exn-message failure))
                             (exit 1))])
  (managed-compile-zo "main.rkt"))`;

/** Racket (CS); the program begins with its `#lang`. */
export const racket: Language = {
	name: 'racket',
	aliases: ['rkt'],
	title: 'Racket',
	version: ['racket', '--version'],
	packages: ['racket'],
	layout: (code) => ({ files: [{ name: 'main.rkt', content: code }], main: 'main.rkt' }),
	compile: () => ['racket', '-l', 'racket/base', '-l', 'compiler/cm', '-e', compileForm],
	run: ({ main }) => ['racket', `${programFolder}/${main}`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 128,
	maxProcesses: 64,
	env: {
		PLTCONFIGDIR: '/assay/languages/racket',
		// Files of a program are laid out anew, and those that were compiled need not be the younger ones.
		PLT_COMPILED_FILE_CHECK: 'exists',
	},
};
