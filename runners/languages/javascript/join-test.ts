/**
 * One program of a candidate's code and test code that calls `console.assert`,
 * which by itself only prints: here it throws, and is remembered where the test
 * catches it. The mark is said when the event loop runs empty after the last line;
 * `process.exit`, an exception or an unhandled rejection on the way never come to that.
 */
export function joinTest(code: string, test: string, passedMark: string): string {
	const failed = `assayFailed_${passedMark}`;
	return [
		code,
		`;var ${failed} = false;`,
		'globalThis.console.assert = (condition, ...words) => {',
		'	if (condition) return;',
		`	${failed} = true;`,
		"	throw new Error(['Assertion failed', ...words].join(' '));",
		'};',
		test,
		";globalThis.process.once('beforeExit', () => {",
		`	if (!${failed}) globalThis.process.stdout.write('\\n${passedMark}\\n');`,
		'});',
		'',
	].join('\n');
}
