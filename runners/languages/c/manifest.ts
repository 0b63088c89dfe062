import { compiledTogether } from '../compiled-together.ts';
import { type Language, programFolder } from '../contract.ts';
import { type Head, leadingHeaders } from '../leading-headers.ts';
import { compileByGcc, gccScript, staticFlags } from './gcc.ts';

const main = 'main.c';
const compilerFlags = ['-O2', '-pipe', '-std=gnu17', '-DONLINE_JUDGE', '-fmax-errors=16'];

/**
 * C by GCC, with GNU extensions, as judges have it. Linked statically for the reason that `cpp` gives,
 * and with a C library in one piece, for which a linker takes half the time.
 */
export const c: Language = {
	name: 'c',
	aliases: ['c11', 'c17', 'gcc'],
	title: 'C (GCC, gnu17)',
	version: ['gcc', '--version'],
	packages: ['gcc', 'libc6-dev'],
	makers: ['make', 'g++', 'gcc-12-plugin-dev'], // of the GCC that images have
	layout: (code) => ({ files: [{ name: main, content: code }], main }),
	compile: (source) => [...compileByGcc('gcc'), ...compilerFlags, ...staticFlags, '-o', 'main', ...compiledTogether(source, ['.c']), '-lm'],
	compileServer: {
		command: [...gccScript, 'serve', main, ...compilerFlags, '-S', '-o', 'main.s'],
		arguments: ({ files }) => {
			const [code = ''] = files.map(({ content }) => content);
			const { headers, end } = leadingHeaders(code, head);
			return [`${Buffer.byteLength(code.slice(0, end))}`, ...headers];
		},
	},
	run: () => [`${programFolder}/main`],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 4,
	maxProcesses: 64,
	mounts: [{ from: 'build/c', to: '/assay/lib/c' }],
};

/** The server reads the same headers in the same order. */
const head: Head = {
	line: /(?:[^\S\n]*#[^\S\n]*include[^\S\n]*<([^>\n]+)>)?[^\S\n]*(?:\n|$)/,
	header: /^[\w./+-]+$/,
};
