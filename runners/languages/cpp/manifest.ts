import { type Language, programFolder, type SourceFile } from '../contract.ts';
import { joinTest } from './join-test.ts';

/**
 * C++ by GCC. `gnu++20` accepts what programs of the last ten years use (`contains`,
 * ranges, `__int128`, `bits/stdc++.h`). Static linking halves the start of a
 * process, from 2.5 to 1.2 ms of CPU time. `/assay/lib/cpp` holds a precompiled
 * `bits/stdc++.h` where set-up has made one (see this folder's Makefile, which
 * must use the same flags): compiling then takes 0.6 s and not 3 s; without it, GCC
 * falls back to the header in silence.
 */
export const cpp: Language = {
	name: 'cpp',
	aliases: ['c++', 'cc', 'cxx', 'g++', 'cpp17', 'cpp20', 'c++17', 'c++20'],
	title: 'C++ (GCC, gnu++20)',
	version: ['g++', '--version'],
	packages: ['g++', 'libc6-dev', 'libboost-dev', 'libssl-dev'],
	makers: ['make'],
	layout: (code) => ({ files: [{ name: 'main.cpp', content: code }], main: 'main.cpp' }),
	compile: ({ main, files }) => [
		'g++',
		...precompiledFlags,
		'-static',
		'-fmax-errors=16',
		'-I/assay/lib/cpp',
		'-o',
		'main',
		main,
		...librariesOf(files),
	],
	run: () => [`${programFolder}/main`],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 4,
	maxProcesses: 64,
	mounts: [{ from: 'build/cpp', to: '/assay/lib/cpp' }],
	joinTest,
};

/** OpenSSL's hashes are the one library beyond the standard one that data sets call (HumanEval-X); Boost they use is headers only. */
function librariesOf(files: readonly SourceFile[]): readonly string[] {
	return files.some(({ content }) => /^\s*#\s*include\s*<openssl\//m.test(content)) ? ['-lcrypto'] : [];
}

/** What a precompiled header has to agree on with the program that uses it. */
const precompiledFlags = ['-O2', '-pipe', '-std=gnu++20', '-DONLINE_JUDGE'];
