/**
 * How programs of GCC are linked. The plugin is for link-time optimization, and reads every object
 * that comes out of a library first; nobody reads symbols, or asks for the digest of a program.
 */
export const staticFlags = ['-static', '-s', '-fno-use-linker-plugin', '-Wl,--build-id=none'];
