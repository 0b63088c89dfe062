import type { SubmissionRecord, SubmissionSummary } from '../contract/submissions.ts';

export function summaryOf({ id, problem_id, created_at, result }: SubmissionRecord): SubmissionSummary {
	const { language, verdict, passed, total } = result;
	return { id, problem_id, created_at, language, verdict, passed, total };
}

/** For who may not see expected outputs: reasons quote them, and what a compiler or a program says may. */
export function withoutReasons(record: SubmissionRecord): SubmissionRecord {
	const { reason: _reason, compile_output: _output, ...result } = record.result;
	const tests = result.tests.map(({ reason, stderr, ...test }) => test);
	return { ...record, result: { ...result, tests } };
}
