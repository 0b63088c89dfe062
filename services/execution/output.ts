import type { Comparison } from '../../testcases/compare/contract.ts';
import { makeComparison } from '../../testcases/compare/index.ts';
import type { StdioTest } from '../../testcases/schema.ts';
import type { TestResult } from '../contract/verdict.ts';
import { openChecker } from './checkers/index.ts';
import type { Session } from './session.ts';

export type Judgement = Pick<TestResult, 'verdict'> & { readonly reason?: string; readonly score?: number; readonly compare: string };

/** Judges what a program wrote; `close` gives back what it needed for that. */
export interface OutputJudge extends AsyncDisposable {
	judge(test: StdioTest, output: Buffer): Promise<Judgement> | Judgement;
}

/** The suite's checker in a sandbox of its own, or its comparator here. */
export function openOutputJudge(session: Session): OutputJudge {
	const { checker, compare } = session.plan;
	if (checker !== undefined) return openChecker(session, checker);
	const comparison = makeComparison(compare);
	const method = compare?.method ?? 'lines';
	return {
		judge: (test, output) => fromComparison(comparison(test.output, output.toString()), method),
		[Symbol.asyncDispose]: async () => undefined,
	};
}

export function fromComparison(result: Comparison, method: string): Judgement {
	return result.equal
		? { verdict: 'accepted', compare: method }
		: { verdict: 'wrong_answer', reason: `compare: ${result.reason}`, compare: method };
}
