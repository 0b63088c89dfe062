import type { Source } from './contract.ts';

/** The main file, and the others that are compiled with it: those with one of the endings. */
export function compiledTogether({ main, files }: Source, endings: readonly string[]): readonly string[] {
	const others = files.filter(({ name }) => name !== main && endings.some((ending) => name.endsWith(ending)));
	return [main, ...others.map(({ name }) => name)];
}
