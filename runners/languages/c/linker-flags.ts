/** How programs of GCC are linked. The plugin is for link-time optimization, and reads every object that comes out of a library first; nobody reads symbols. */
const staticFlags = ['-static', '-s', '-fno-use-linker-plugin'];
/**
 * Mold, where it is, takes half the time that the usual linker does, and its programs start
 * a tenth faster. Given as a folder in which there is an `ld`, it is passed over where it is missing.
 */
const mold = '-B/usr/libexec/mold';

/** Without what nothing refers to, a program with `iostream` is a quarter smaller and starts a tenth faster. */
export const cppLinkerFlags = [...staticFlags, '-Wl,--gc-sections', mold];
/** Mold reads all of the C library first, and gold, where the Makefile here has found it, only what a program uses, in half the time. */
export const cLinkerFlags = [...staticFlags, '-B/assay/lib/c', mold];
