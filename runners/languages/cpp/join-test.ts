import { blankLiterals } from '../blank-literals.ts';
import { leadingHeaders } from '../leading-headers.ts';
import { cppHead } from './precompiled.ts';

/**
 * One program of a candidate's code and HumanEval-style test code with its own
 * `main`. That `main` becomes an ordinary function, which must end in a `return`; a `main` of
 * ours calls it and says the mark after everything else has been flushed. An
 * `exit` or a crash on the way never comes to that.
 */
export function joinTest(code: string, test: string, passedMark: string): string {
	const testMain = findMain(test);
	if (testMain === undefined) return `${code}\n#error "the test code has no main function"\n`;
	const name = `assay_test_${passedMark}`;
	const done = `assay_done_${passedMark}`;
	const ownMain = /\bmain\s*\(/.test(blankLiterals(code));
	const { end } = leadingHeaders(code, cppHead);
	return [
		code.slice(0, end), // precompiled, if no macro comes before
		...(ownMain ? ['#define main assay_candidate_main'] : []),
		code.slice(end),
		...(ownMain ? ['#undef main'] : []),
		'#undef NDEBUG',
		'#include <assert.h>',
		`${test.slice(0, testMain.name)}${name}${test.slice(testMain.name + 'main'.length, testMain.end)}`,
		`return 0; ${test.slice(testMain.end)}`,
		'#undef int',
		'#undef main',
		'#include <stdio.h>',
		`static bool ${done} = false;`,
		'int main(int argc, char **argv) {',
		`	int status = ${name}(${testMain.parameters ? 'argc, argv' : ''});`,
		`	${done} = status == 0;`,
		'	return status;',
		'}',
		// After static objects are gone, so that what std::cout still held comes before the mark.
		`__attribute__((destructor(101))) static void assay_say_${passedMark}() {`,
		`	if (${done}) { fputs("\\n${passedMark}\\n", stdout); fflush(stdout); }`,
		'}',
		'',
	].join('\n');
}

interface MainFunction {
	/** Where the word `main` begins. */
	readonly name: number;
	/** Where its closing brace is. */
	readonly end: number;
	readonly parameters: boolean;
}

function findMain(test: string): MainFunction | undefined {
	const blank = blankLiterals(test);
	const match = /\bmain\s*\(([^)]*)\)\s*\{/.exec(blank);
	if (match === null) return undefined;
	let depth = 1;
	for (let at = match.index + match[0].length; at < blank.length; at++) {
		if (blank[at] === '{') depth++;
		if (blank[at] === '}' && --depth === 0) {
			const parameters = match[1]?.trim() ?? '';
			return { name: match.index, end: at, parameters: parameters !== '' && parameters !== 'void' };
		}
	}
	return undefined;
}
