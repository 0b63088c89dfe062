import type { RunOutcome } from '../../runners/sandboxes/contract.ts';
import type { MathTest } from '../../testcases/schema.ts';
import type { Verdict } from '../contract/verdict.ts';
import type { PlannedTest } from '../planning/plan.ts';
import { runBatches } from './batches.ts';
import type { Loaded, Session } from './session.ts';
import { endedWell, failureOf, measured } from './verdict.ts';

/** `math` tests: a final answer beside the reference, in a process that says whether they are equal. */
export async function runMath(session: Session, answer: Loaded, tests: readonly (PlannedTest & MathTest)[]): Promise<void> {
	await runBatches(session, answer, tests, {
		caseOf: (test) => ({ stdin: Buffer.from(test.answer) }),
		conclude: async (test, outcome) => {
			session.settle({ id: test.id, ...wordOf(outcome, session), ...measured(outcome), compare: 'math-verify' });
		},
	});
}

/** What goes wrong before the reference is read is no fault of the answer's. See `runners/languages/math/launcher.py` for what is said. */
function wordOf(outcome: RunOutcome, { language }: Session): { readonly verdict: Verdict; readonly reason?: string } {
	const said = outcome.stdout.toString();
	const failure = failureOf(outcome, language);
	if (!said.startsWith('read\n')) return { verdict: 'no_verdict', reason: `reference_unreadable: ${failure?.reason ?? 'it is no LaTeX'}` };
	if (failure !== undefined) return failure;
	if (endedWell(outcome) && said === 'read\nequal\n') return { verdict: 'accepted' };
	return { verdict: 'wrong_answer', reason: 'different: it is not equal to the reference' };
}
