import { type Command, type Language, programFolder, type RunBudget, type Source } from '../contract.ts';

/**
 * Go, with its standard library alone. Compiled by the compiler and the linker themselves, where
 * set-up has listed the library for them (see compile.sh): 0.09 s and not 0.3 s.
 * `CGO_ENABLED` stays as it is: Debian's compiled packages are made with it, and a program that imports `net` without it takes 19 s
 * to compile and not 1 s. The collector keeps to one thread, since the threads of an
 * idle machine would be charged to the program, and works harder near the memory
 * limit, since it would otherwise let the heap grow to twice of what is in use.
 */
export const go: Language = {
	name: 'go',
	aliases: ['golang'],
	title: 'Go',
	version: ['go', 'version'],
	packages: ['golang-go'],
	makers: ['make'],
	layout: (code) => ({ files: [{ name: 'main.go', content: code }], main: 'main.go' }),
	compile,
	run: (_source, { memoryMb }: RunBudget) => ['env', `GOMEMLIMIT=${memoryMb}MiB`, `${programFolder}/main`],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 8,
	maxProcesses: 64,
	env: { GOCACHE: '/tmp/go-build', GOMAXPROCS: '1' },
	mounts: [{ from: 'build/go', to: '/assay/lib/go' }],
};

/** A program with parts in C, or with embedded files, needs all that `go build` does. */
function compile({ main, files }: Source): Command {
	if (files.some(({ content }) => /"C"|go:embed/.test(content))) return ['go', 'build', '-ldflags=-s -w', '-o', 'main', main];
	return ['/bin/sh', '/assay/languages/go/compile.sh', main];
}
