import type { StdioTest } from '../../testcases/schema.ts';
import type { PlannedTest } from '../planning/plan.ts';
import { runBatches } from './batches.ts';
import { openOutputJudge } from './output.ts';
import type { Loaded, Session } from './session.ts';
import { endedWell, failureOf, measured } from './verdict.ts';

type Test = PlannedTest & StdioTest;

/** `stdio` tests: input to stdin, stdout to the comparator or the checker. */
export async function runStdio(session: Session, program: Loaded, tests: readonly Test[]): Promise<void> {
	await using judge = openOutputJudge(session);
	const samples = sampleOutputs(session.plan.tests);
	await runBatches(session, program, tests, {
		caseOf: (test) => ({ stdin: Buffer.from(test.input) }),
		conclude: async (test, outcome) => {
			const result = failureOf(outcome, session.language) ?? (await judge.judge(test, outcome.stdout));
			const signs = {
				early_exit: endedWell(outcome) && outcome.stdout.length === 0 && test.output.trim() !== '',
				sample_output: result.verdict === 'wrong_answer' && samples.has(outcome.stdout.toString().trim()),
			};
			session.settle({ id: test.id, ...result, ...measured(outcome, signs) });
		},
	});
}

/** Shorter ones are right for many tests, and so come out of honest mistakes. */
const tellingChars = 12;

/** What is expected of the tests that a statement shows. */
function sampleOutputs(tests: readonly PlannedTest[]): ReadonlySet<string> {
	const samples = tests.flatMap((test) => (test.kind === 'stdio' && test.sample === true ? [test.output.trim()] : []));
	return new Set(samples.filter((output) => output.length >= tellingChars));
}
