import { isJudged, type TestResult } from '../contract/verdict.ts';
import type { ObservedSample } from '../store/contract.ts';

type Result = Pick<TestResult, 'id' | 'verdict'> & { readonly cpu_ms?: number };

/** What a sample, drawn so many times, adds to the statistics. A test that a fault of ours left unjudged adds nothing. */
export function observedSample(policy: string, times: number, results: readonly Result[]): ObservedSample {
	const judged = results.filter(({ verdict }) => isJudged(verdict));
	return {
		policy,
		times,
		...(judged.length === results.length ? { solved: judged.every(({ verdict }) => verdict === 'accepted') } : {}),
		tests: judged.map(({ id, verdict, cpu_ms }) => ({
			id,
			passed: verdict === 'accepted',
			// A program that was not run has no cost.
			...(cpu_ms === undefined || verdict === 'compile_error' ? {} : { costMs: cpu_ms }),
		})),
	};
}

/** The results of a completion without a program: it is the model's doing, and fails every test. */
export const withoutProgram = (tests: readonly string[]): readonly Pick<TestResult, 'id' | 'verdict'>[] =>
	tests.map((id) => ({ id, verdict: 'compile_error' }));
