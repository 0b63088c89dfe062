import type { StdioTest } from '../../testcases/schema.ts';
import type { PlannedTest } from '../planning/plan.ts';
import { runBatches } from './batches.ts';
import { openOutputJudge } from './output.ts';

import type { Loaded, Session } from './session.ts';
import { failureOf, measured } from './verdict.ts';

type Test = PlannedTest & StdioTest;

/** `stdio` tests: input to stdin, stdout to the comparator or the checker. */
export async function runStdio(session: Session, program: Loaded, tests: readonly Test[]): Promise<void> {
	await using judge = openOutputJudge(session);
	await runBatches(session, program, tests, {
		caseOf: (test) => ({ stdin: Buffer.from(test.input) }),
		conclude: async (test, outcome) => {
			const result = failureOf(outcome, session.language) ?? (await judge.judge(test, outcome.stdout));
			session.settle({ id: test.id, ...result, ...measured(outcome) });
		},
	});
}
