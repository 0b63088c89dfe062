import { c } from './c/manifest.ts';
import type { Language } from './contract.ts';
import { cpp } from './cpp/manifest.ts';
import { java } from './java/manifest.ts';
import { javascript } from './javascript/manifest.ts';
import { python } from './python/manifest.ts';
import { typescript } from './typescript/manifest.ts';

/** Every language that Assay knows; whether its toolchain is installed is found out when it starts. */
export const languages: readonly Language[] = [
	python,
	cpp,
	c,
	java,
	javascript,
	typescript,
];

/** The language of that name or alias, in any case; undefined when there is none. */
export function findLanguage(name: string): Language | undefined {
	const wanted = name.toLowerCase();
	return languages.find((language) => language.name === wanted || language.aliases.includes(wanted));
}
