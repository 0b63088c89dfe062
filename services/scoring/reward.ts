import { type GradeResult, isJudged, type TestResult } from '../contract/verdict.ts';
import type { KnownScores, RewardScheme, ScoredSuite, TestScore } from './contract.ts';
import type { SchemeOptions } from './index.ts';

/** `ok` is a reward by the scheme; the others have values of their own in the options. */
export type RewardStatus = 'ok' | 'compile_error' | 'no_code' | 'no_verdict';

export interface Reward {
	/** Null only for `no_verdict`, unless the options say otherwise. */
	readonly reward: number | null;
	readonly status: RewardStatus;
	/** Why there is no verdict. */
	readonly reason?: string;
}

/** Outcomes that are the program's own doing; a test that was skipped or has no verdict is not among them. */
export function knownScores(results: Iterable<TestResult>): KnownScores {
	const known = new Map<string, TestScore>();
	for (const { id, verdict, score } of results) {
		if (!isJudged(verdict)) continue;
		const passed = verdict === 'accepted';
		known.set(id, { passed, score: passed ? 1 : (score ?? 0) });
	}
	return known;
}

/**
 * The reward of a judged program. It has one only when nothing is needed any more:
 * a test that the scheme still needs and that has no verdict is a fault of ours, and
 * never a 0.
 */
export function rewardOf(scheme: RewardScheme, suite: ScoredSuite, result: Pick<GradeResult, 'tests'>, options: SchemeOptions): Reward {
	const known = knownScores(result.tests);
	const missing = new Set(scheme.needed(suite, known).flat());
	if (missing.size > 0) {
		const culprit = result.tests.find(({ id }) => missing.has(id));
		return { reward: options.no_verdict, status: 'no_verdict', reason: culprit?.reason ?? 'internal_error: a test was not run' };
	}
	if (result.tests.length > 0 && result.tests.every(({ verdict }) => verdict === 'compile_error' || verdict === 'skipped')) {
		return { reward: options.compile_error, status: 'compile_error' };
	}
	return { reward: options.offset + options.scale * scheme.reward(suite, known), status: 'ok' };
}

/** Takes off what the options say of letters in scripts that were not asked in. Values that stand as they are stand. */
export function lessForeignLetters(reward: Reward, share: number | undefined, options: Pick<SchemeOptions, 'foreign_letters'>): Reward {
	if (reward.status !== 'ok' || reward.reward === null || share === undefined || options.foreign_letters === 0) return reward;
	return { ...reward, reward: reward.reward - options.foreign_letters * share };
}

/** The reward of a completion in which there is no program. */
export function rewardWithoutCode(options: SchemeOptions): Reward {
	return { reward: options.no_code, status: 'no_code' };
}
