import type { Command } from '../contract.ts';

export const gccScript: Command = ['/bin/sh', '/assay/languages/c/gcc.sh'];

/**
 * How a compiler of GCC is called, so that it links with the start of a program and its C library out
 * of one piece where set-up has made it. Unlike the library in pieces it lets a program have a variable
 * that is called `exit`, or its own `malloc`.
 */
export function compileByGcc(compiler: 'gcc' | 'g++'): Command {
	return [...gccScript, 'compile', compiler];
}

/**
 * How programs of GCC are linked. The plugin is for link-time optimization, and reads every object
 * that comes out of a library first; nobody reads symbols, or asks for the digest of a program.
 */
export const staticFlags = ['-static', '-s', '-fno-use-linker-plugin', '-Wl,--build-id=none'];
