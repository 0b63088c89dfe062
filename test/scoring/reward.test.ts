import { expect, test } from 'vitest';
import type { TestResult, Verdict } from '../../services/contract/verdict.ts';
import { checkSuite, SchemeOptions, schemeOf } from '../../services/scoring/index.ts';
import { rewardOf, rewardWithoutCode } from '../../services/scoring/reward.ts';

const suite = { tests: ['a', 'b'], levels: [{ level: 1, weight: 1, tests: ['a', 'b'] }] };
const results = (...verdicts: Verdict[]) => ({
	tests: verdicts.map(
		(verdict, index): TestResult => ({ id: 'ab'[index] ?? '', verdict, cpu_ms: 1, wall_ms: 1, memory_kb: 1, reason: `why ${verdict}` }),
	),
});
const options = SchemeOptions.parse({});
const reward = (name: 'all_or_nothing' | 'fraction', verdicts: Verdict[], more: Partial<SchemeOptions> = {}) =>
	rewardOf(schemeOf(name), suite, results(...verdicts), { ...options, ...more });

test('a fault of ours on a test that is needed is no reward, with its reason, and never 0', () => {
	expect(reward('fraction', ['accepted', 'no_verdict'])).toEqual({ reward: null, status: 'no_verdict', reason: 'why no_verdict' });
	expect(reward('fraction', ['accepted', 'no_verdict'], { no_verdict: -1 })).toMatchObject({ reward: -1, status: 'no_verdict' });
});

test('a fault of ours on a test that is not needed any more changes nothing', () => {
	expect(reward('all_or_nothing', ['wrong_answer', 'no_verdict'])).toEqual({ reward: 0, status: 'ok' });
	expect(reward('all_or_nothing', ['wrong_answer', 'skipped'])).toEqual({ reward: 0, status: 'ok' });
});

test('a test that was skipped although it is needed is a fault of ours', () => {
	expect(reward('fraction', ['accepted', 'skipped'])).toMatchObject({ reward: null, status: 'no_verdict' });
});

test('a program that does not compile, and a completion without one, have values of their own', () => {
	expect(reward('fraction', ['compile_error', 'compile_error'], { compile_error: -0.1, scale: 5 })).toEqual({
		reward: -0.1,
		status: 'compile_error',
	});
	expect(rewardWithoutCode({ ...options, no_code: -1 })).toEqual({ reward: -1, status: 'no_code' });
});

test('what a scheme pays is scaled and shifted', () => {
	expect(reward('fraction', ['accepted', 'wrong_answer'], { scale: 2, offset: -1 })).toEqual({ reward: 0, status: 'ok' });
});

test('levels that are no partition of the tests, and groups of other tests, are refused', () => {
	const level = (tests: string[]) => ({ ...suite, levels: [{ level: 1, weight: 1, tests }] });
	for (const tests of [['a'], ['a', 'b', 'c'], ['a', 'a'], ['a', 'c']]) {
		expect(() => checkSuite('strict', level(tests)), tests.join()).toThrow(expect.objectContaining({ code: 'levels_mismatch' }));
	}
	expect(() => checkSuite('subtasks', suite)).toThrow(/needs a problem with groups/);
	expect(() => checkSuite('subtasks', { ...suite, groups: [{ tests: ['x'], points: 1 }] })).toThrow(/"x", which is no test/);
	expect(() => checkSuite('subtasks', { ...suite, groups: [{ tests: ['a'], points: 1 }] })).not.toThrow();
});
