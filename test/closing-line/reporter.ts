import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';
import { closingLine, type Tally } from './tally.ts';

/**
 * Prints `N passed, N failed` as the very last line of a run. Anything that
 * breaks outside of a test (a file that does not load, an unhandled rejection)
 * counts as a failure, so that the line never looks better than the exit code.
 */
export default class ClosingLineReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[], reason: TestRunEndReason): void {
		const tally: Tally = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
		for (const module of modules) addModule(tally, module);
		if (reason !== 'passed' && tally.failed === 0) tally.failed = 1;
		process.once('exit', () => process.stdout.write(`${closingLine(tally)}\n`));
	}
}

function addModule(tally: Tally, module: TestModule): void {
	let failedTests = 0;
	for (const test of module.children.allTests()) {
		const { state } = test.result();
		if (state === 'passed') tally.passed++;
		else if (state === 'skipped') tally.skipped++;
		else failedTests++;
	}
	/** A module that failed without a failed test broke while loading or in a hook. */
	tally.failed += failedTests === 0 && module.state() === 'failed' ? 1 : failedTests;
}
