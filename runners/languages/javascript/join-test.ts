import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const jestFile = join(import.meta.dirname, 'own-jest.cjs');
const ownJest = readFileSync(jestFile, 'utf8');
const { isForJest } = createRequire(import.meta.url)(jestFile) as { isForJest: (text: string) => boolean };

/**
 * One program of a candidate's code and test code that calls `console.assert`,
 * which by itself only prints: here it throws, and is remembered where the test
 * catches it. The mark is said when the event loop runs empty after the last line,
 * and after the last test where those are for Jest; `process.exit`, an exception or an
 * unhandled rejection on the way never come to that.
 */
export function joinTest(code: string, test: string, passedMark: string): string {
	const [failed, ended, jest] = ['Failed', 'Ended', 'Jest'].map((what) => `assay${what}_${passedMark}`);
	const open = [
		`;var ${jest} = (() => { const module = {}; new Function('module', ${JSON.stringify(ownJest)})(module); return module.exports.openJest(); })();`,
		`for (const name of Object.keys(${jest}.globals)) globalThis[name] ??= ${jest}.globals[name];`,
	];
	const cases = isForJest(test)
		? { open, run: [`;var ${ended} = false; ${jest}.run().then(() => { ${ended} = true; });`] }
		: { open: [], run: [`;var ${ended} = true;`] };
	return [
		code,
		`;var ${failed} = false;`,
		'globalThis.console.assert = (condition, ...words) => {',
		'	if (condition) return;',
		`	${failed} = true;`,
		"	throw new Error(['Assertion failed', ...words].join(' '));",
		'};',
		...cases.open,
		test,
		...cases.run,
		";globalThis.process.once('beforeExit', () => {",
		`	if (!${failed} && ${ended}) globalThis.process.stdout.write('\\n${passedMark}\\n');`,
		'});',
		'',
	].join('\n');
}
