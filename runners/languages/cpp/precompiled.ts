import { type Head, leadingHeaders } from '../leading-headers.ts';

/** A header that `g++ -include` finds precompiled in /assay/lib/cpp, and what it includes. */
interface Precompiled {
	readonly header: string;
	readonly includes: readonly string[];
}

const set = (...includes: readonly string[]): Precompiled => ({ header: `${includes.join('-')}.hpp`, includes });

/** Where it is the first header of a program, GCC finds it precompiled by itself. */
const everything = 'bits/stdc++.h';

/**
 * GCC uses one precompiled header, and only before everything else. So there is one for
 * each of the usual combinations: these are the headers that take long, the dearest first.
 * Each has its text in the folder `precompiled`.
 */
export const precompiledHeaders: readonly Precompiled[] = [
	{ header: 'everything.hpp', includes: [everything] },
	set('iostream', 'vector', 'algorithm', 'cmath'),
	set('iostream', 'cmath'),
	set('iostream', 'vector', 'algorithm'),
	set('iostream'),
	set('vector', 'string'),
	set('vector', 'algorithm'),
];

/**
 * The header to be included before a program, or undefined. It is one of which the program
 * includes every part before it says anything else: the standard lets those headers come in
 * any order and any number of times, so the program means what it means without, names that
 * it has not asked for stay unknown, and no macro or pragma of its own comes too late.
 */
export function precompiledFor(code: string): string | undefined {
	const { headers } = leadingHeaders(code, cppHead);
	if (headers[0] === everything) return undefined;
	const included = new Set(headers);
	if (included.has('math.h')) included.add('cmath'); // which it includes
	return precompiledHeaders.find(({ includes }) => includes.every((header) => included.has(header)))?.header;
}

/** Between its headers a program may have the directive that HumanEval-X has there. */
export const cppHead: Head = {
	line: /(?:[^\S\n]*(?:#[^\S\n]*include[^\S\n]*<([^>\n]+)>|using\s+namespace\s+std\s*;))?[^\S\n]*(?:\n|$)/,
	// Whatever else may be included can have macros that the next header reads.
	header: /^(?:[a-z_]+|(?:assert|ctype|errno|float|limits|math|stddef|stdint|stdio|stdlib|string|time)\.h|bits\/stdc\+\+\.h)$/,
};
