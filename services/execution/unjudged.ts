import type { GradeResult } from '../contract/verdict.ts';
import type { Submission } from './contract.ts';
import { unmeasured } from './verdict.ts';

/** The result of a program that could not be judged, by a fault of ours. */
export function unjudged({ problem, language }: Submission, tests: readonly string[], reason: string): GradeResult {
	const results = tests.map((id) => unmeasured(id, 'no_verdict', reason));
	return { problem_id: problem.id, language, verdict: 'no_verdict', passed: 0, total: tests.length, reason, tests: results };
}

/** Whether the reason of a missing verdict is a mishap of ours, which may not happen in another place. */
export const isOurFault = (reason: string): boolean => /^(sandbox_fault|internal_error): /.test(reason);
