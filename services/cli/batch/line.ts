import type { Problem } from '../../../testcases/schema.ts';
import { BatchLine } from '../../contract/batch.ts';
import { type GradeResult, isJudged, type TestResult } from '../../contract/verdict.ts';

const compileOutputKept = 2000;

/** The results line of a judged sample. */
export function toBatchLine(identity: string, problem: Problem, result: GradeResult): BatchLine {
	const unjudged = result.tests.some(({ verdict }) => verdict === 'no_verdict');
	return BatchLine.parse({
		id: identity,
		problem_id: problem.id,
		verdict: result.verdict,
		status: unjudged || result.verdict === 'no_verdict' ? 'no_verdict' : 'ok',
		passed: result.passed,
		judged: result.tests.filter((test) => isJudged(test.verdict)).length,
		total: result.total,
		reason: result.reason,
		suspicion: result.suspicion,
		compile_output: result.compile_output?.slice(0, compileOutputKept),
		tests: result.tests,
	});
}

/** The result of a completion without a program: the model's doing, so a verdict, and every test fails with it. */
export function noCodeResult(problem: Problem, language: string, testIds: readonly string[], message: string): GradeResult {
	const tests = testIds.map((id): TestResult => ({ id, verdict: 'compile_error', cpu_ms: 0, wall_ms: 0, memory_kb: 0 }));
	return {
		problem_id: problem.id,
		language,
		verdict: 'compile_error',
		passed: 0,
		total: tests.length,
		reason: `no_code: ${message}`,
		tests,
	};
}
