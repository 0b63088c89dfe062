import { type Language, programFolder, type SourceFile } from '../contract.ts';

/** OCaml by its native compiler. Linked statically for the reason that `cpp` gives; only an optimising build of the compiler heeds `-O3`. */
export const ocaml: Language = {
	name: 'ocaml',
	aliases: ['ml'],
	title: 'OCaml',
	version: ['ocamlopt', '-version'],
	packages: ['ocaml'],
	layout: (code) => ({ files: [{ name: 'main.ml', content: code }], main: 'main.ml' }),
	compile: ({ main, files }) => ['ocamlopt', '-w', '-a', '-O3', '-ccopt', '-static', '-o', 'main', ...librariesOf(files), main],
	run: () => [`${programFolder}/main`],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 4,
	maxProcesses: 64,
};

/** The two libraries beside the standard one that programs call; from OCaml 5 on, each has a folder of its own. */
function librariesOf(files: readonly SourceFile[]): readonly string[] {
	return ['Unix', 'Str'].flatMap((module) => {
		const named = new RegExp(String.raw`\b${module}\b`);
		const library = module.toLowerCase();
		return files.some(({ content }) => named.test(content)) ? ['-I', `+${library}`, `${library}.cmxa`] : [];
	});
}
