import { compileByGcc, staticFlags } from '../c/gcc.ts';
import { compiledTogether } from '../compiled-together.ts';
import { type Language, programFolder, type Source, type SourceFile } from '../contract.ts';
import { joinTest } from './join-test.ts';
import { precompiledFor } from './precompiled.ts';

/**
 * C++ by GCC. `gnu++20` accepts what programs of the last ten years use (`contains`,
 * ranges, `__int128`, `bits/stdc++.h`). Static linking halves the start of a
 * process, from 1.2 to 0.45 ms. `/assay/lib/cpp` holds precompiled headers where set-up
 * has made them (see this folder's Makefile, which must use the same flags): of
 * `bits/stdc++.h`, which GCC finds by itself where a program begins with it, whatever
 * macros it has defined before, and of the usual sets of others (see precompiled.ts), with
 * the templates that they use (see instantiate.cc). Without them, GCC falls back to the
 * headers in silence.
 */
export const cpp: Language = {
	name: 'cpp',
	aliases: ['c++', 'cc', 'cxx', 'g++', 'cpp17', 'cpp20', 'c++17', 'c++20'],
	title: 'C++ (GCC, gnu++20)',
	version: ['g++', '--version'],
	packages: ['g++', 'mold', 'libc6-dev', 'libboost-dev', 'libssl-dev'],
	makers: ['make', 'gcc-12-plugin-dev'], // of the GCC that images have
	layout: (code) => ({ files: [{ name: 'main.cpp', content: code }], main: 'main.cpp' }),
	compile: (source) => {
		const sources = compiledTogether(source, ['.cpp', '.cc', '.cxx']);
		return [
			...[...compileByGcc('g++'), ...precompiledFlags, ...linkerFlags, '-fmax-errors=16', '-I/assay/lib/cpp'],
			// It would come before each of them.
			...(sources.length === 1 ? forcedHeader(source) : []),
			...['-o', 'main', ...sources, ...librariesOf(source.files)],
		];
	},
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
	return files.some(({ content }) => /^[ \t]*#[ \t]*include[ \t]*<openssl\//m.test(content)) ? ['-lcrypto'] : [];
}

function forcedHeader({ main, files }: Source): readonly string[] {
	const header = precompiledFor(files.find(({ name }) => name === main)?.content ?? '');
	return header === undefined ? [] : ['-I/assay/languages/cpp/precompiled', '-include', header];
}

/** What a precompiled header has to agree on with the program that uses it. */
const precompiledFlags = ['-O2', '-pipe', '-std=gnu++20', '-DONLINE_JUDGE'];
/**
 * Mold, where it is, takes half the time that the usual linker does, and its programs start
 * a tenth faster. Given as a folder in which there is an `ld`, it is passed over where it is missing.
 */
const mold = '-B/usr/libexec/mold';
/** Without what nothing refers to, a program with `iostream` is a quarter smaller and starts a tenth faster. */
const linkerFlags = [...staticFlags, '-Wl,--gc-sections', mold];
