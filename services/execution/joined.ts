import { randomBytes } from 'node:crypto';
import type { CodeTest } from '../../testcases/schema.ts';
import type { TestResult } from '../contract/verdict.ts';
import type { PlannedTest } from '../planning/plan.ts';
import { eachWanted, load, runBelievably, runSpec, type Session } from './session.ts';
import { failureOf, measured, unmeasured } from './verdict.ts';

type Test = PlannedTest & CodeTest;
const compileFailure = 'compile_error: the program and the test do not compile together';

/**
 * `code` tests where there is no proxy: program and test are one program, which
 * prints a mark that nobody can know beforehand when the test code has run to its
 * end. Weaker than a judge of its own, hence the mark in the result. `onRefusal` gets the
 * compiler's words when the two do not compile.
 */
export async function runJoined(session: Session, tests: readonly Test[], onRefusal: (message: string) => void): Promise<void> {
	await eachWanted(session, tests, async (test) => {
		session.settle({ ...(await runOne(session, test, onRefusal)), assurance: 'in_process' });
	});
}

async function runOne(session: Session, test: Test, onRefusal: (message: string) => void): Promise<TestResult> {
	const { sandbox, language } = session;
	const mark = randomBytes(16).toString('hex');
	const text = language.joinTest?.(session.code, test.code, mark, test.entry_point);
	if (text === undefined) return unmeasured(test.id, 'no_verdict', `unsupported_test: ${language.name} has no way to join a test`);
	await sandbox.wipe();
	const loaded = await load(session, text, 'stdio');
	if (!loaded.ok) {
		onRefusal(loaded.message);
		return unmeasured(test.id, 'compile_error', compileFailure);
	}
	const outcome = await runBelievably(session, () => sandbox.run(runSpec(session, loaded.program)));
	const numbers = measured(outcome);
	const failure = failureOf(outcome, language);
	if (failure !== undefined && !isFailedAssert(outcome.status, outcome.signal)) return { id: test.id, ...failure, ...numbers };
	const passed = failure === undefined && outcome.stdout.toString().trimEnd().split('\n').at(-1) === mark;
	if (passed) return { id: test.id, verdict: 'accepted', ...numbers };
	return { id: test.id, verdict: 'wrong_answer', reason: 'test_failed: the test code did not run to its end', ...numbers };
}

/** A failed assert is an exit code or an abort; other signals are the program's own crash. */
function isFailedAssert(status: string, signal: number): boolean {
	return status === 'exited' || (status === 'signaled' && signal === 6);
}
