import type { LiveRun, RunOutcome } from '../../runners/sandboxes/contract.ts';
import type { Checker, InteractiveTest } from '../../testcases/schema.ts';
import type { TestResult } from '../contract/verdict.ts';
import { AssayError } from '../errors.ts';
import type { PlannedTest } from '../planning/plan.ts';
import { flagsOf, protocols } from './checkers/index.ts';
import { openSuiteProgram, type SuiteProgram } from './checkers/program.ts';
import { failedByItself } from './checkers/soundness.ts';
import { eachWanted, type Loaded, runSpec, type Session } from './session.ts';
import { failureOf, measured } from './verdict.ts';

type Test = PlannedTest & InteractiveTest;

/** `interactive` tests: candidate and interactor, each in its own sandbox, each reading what the other writes. */
export async function runInteractive(session: Session, program: Loaded, tests: readonly Test[]): Promise<void> {
	const { interactor } = session.plan;
	if (interactor === undefined) throw new AssayError('invalid_request', 'an interactive test needs an interactor');
	const suite = { ...(await openSuiteProgram(session, interactor)), interactor };
	try {
		await eachWanted(session, tests, async (test) => {
			session.settle(await session.engine.turnstile.shared(() => runOne(session, program, suite, test)));
		});
		suite.release();
	} catch (error) {
		suite.lease.discard();
		throw error;
	}
}

type Interactor = SuiteProgram & { readonly interactor: Checker };

async function runOne(session: Session, program: Loaded, suite: Interactor, test: Test): Promise<TestResult> {
	const { interactor } = suite;
	const { interactors } = session.engine;
	const protocol = protocols[interactor.protocol];
	const task = { input: Buffer.from(test.input), answer: Buffer.from(test.output), flags: flagsOf(interactor) };
	await suite.lease.sandbox.put(protocol.files(task), 'box');
	let candidate: LiveRun | undefined;
	const command = [...suite.prepared.command, ...protocol.args(task)];
	const judge = suite.lease.sandbox.open({ command, env: suite.prepared.env, limits: suite.limits, keepBox: true }, (fd, bytes) => {
		if (fd === 1) candidate?.write(0, bytes);
	});
	candidate = session.sandbox.open(runSpec(session, program), (fd, bytes) => {
		if (fd === 1) judge.write(0, bytes);
	});
	const { judged, ran, judgedFirst } = await bothEnd(judge, candidate);
	const outcome = session.doubts.held(ran);
	const word = protocol.read(judged);
	const failure = failureOf(outcome, session.language);
	const own = { id: test.id, ...measured(outcome), compare: `interactor:${interactor.protocol}` };
	// Whoever ended first decides: a program that fails afterwards was rejected already, and one that fails before was not.
	if (word?.verdict === 'wrong_answer' && (judgedFirst || failure === undefined)) return { ...own, ...word };
	if (failure !== undefined) return { ...own, ...failure };
	if (word?.verdict === 'accepted') interactors.note(interactor, test);
	if (word !== undefined) return { ...own, ...word };
	// An interactor that fails over a program that has left the conversation has had no fault of its own.
	if (!judgedFirst) return { ...own, verdict: 'wrong_answer', reason: 'ended_early: the program ended before the interactor was content' };
	const how = judged.status === 'exited' ? `exit code ${judged.exitCode}` : judged.status;
	const sound = failedByItself(judged.status) && interactors.has(interactor, test);
	return {
		...own,
		verdict: sound ? 'wrong_answer' : 'no_verdict',
		reason: `interactor_failed: ${how} ${judged.stderr.toString().slice(0, 300)}`.trimEnd(),
	};
}

/** When one side has ended the other reads the end of its input. */
async function bothEnd(judge: LiveRun, candidate: LiveRun): Promise<{ judged: RunOutcome; ran: RunOutcome; judgedFirst: boolean }> {
	let judgedFirst: boolean | undefined;
	const [judged, ran] = await Promise.all([
		judge.outcome.finally(() => {
			judgedFirst ??= true;
			candidate.end(0);
		}),
		candidate.outcome.finally(() => {
			judgedFirst ??= false;
			judge.end(0);
		}),
	]);
	return { judged, ran, judgedFirst: judgedFirst ?? true };
}
