import type { RunOutcome } from '../../runners/sandboxes/contract.ts';
import type { StdioTest } from '../../testcases/schema.ts';
import type { PlannedTest } from '../planning/plan.ts';
import { type OutputJudge, openOutputJudge } from './output.ts';
import type { Prepared } from './prepare.ts';
import { holdToCpuLimit, isAmbiguous, runSpec, type Session } from './session.ts';
import { failureOf, measured } from './verdict.ts';

type Test = PlannedTest & StdioTest;

/** Sent ahead, so that the sandbox does not wait for us between two tests. */
const runsAhead = 3;

/** `stdio` tests: input to stdin, stdout to the comparator or the checker. */
export async function runStdio(session: Session, program: Prepared, tests: readonly Test[]): Promise<void> {
	await using judge = openOutputJudge(session);
	const ambiguous: Test[] = [];
	const { cpuMs } = session.plan.limits;
	const queue: { readonly test: Test; readonly outcome: Promise<RunOutcome> }[] = [];
	const runs = tests[Symbol.iterator]();
	const send = () => {
		const { value: test, done } = runs.next();
		if (done) return;
		const outcome = session.engine.turnstile.shared(() => run(session, program, test));
		outcome.catch(() => undefined); // it is awaited in its turn; a fault before that is not unhandled
		queue.push({ test, outcome });
	};
	for (let i = 0; i < runsAhead; i++) send();
	for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
		const outcome = await next.outcome;
		send();
		if (isAmbiguous(outcome, cpuMs)) ambiguous.push(next.test);
		else await conclude(session, judge, next.test, outcome);
	}
	for (const test of ambiguous) {
		const outcome = await session.engine.turnstile.alone(() => run(session, program, test));
		await conclude(session, judge, test, outcome);
	}
}

function run(session: Session, program: Prepared, test: Test): Promise<RunOutcome> {
	return session.sandbox.run(runSpec(session, program, { stdin: Buffer.from(test.input) }));
}

async function conclude(session: Session, judge: OutputJudge, test: Test, raw: RunOutcome): Promise<void> {
	const outcome = holdToCpuLimit(raw, session.plan.limits.cpuMs);
	const result = failureOf(outcome, session.language) ?? (await judge.judge(test, outcome.stdout));
	session.settle({ id: test.id, ...result, ...measured(outcome) });
}
