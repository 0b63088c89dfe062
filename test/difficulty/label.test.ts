import { expect, test } from 'vitest';
import type { Verdict } from '../../services/contract/verdict.ts';
import { labelProblem } from '../../services/difficulty/label.ts';
import { LevelOptions } from '../../services/difficulty/levels.ts';
import { SampleTally } from '../../services/difficulty/tally.ts';

const options = { levels: LevelOptions.parse({ min_judged: 4 }), ks: [1, 2, 10] };
const signs: Record<string, Verdict> = { '1': 'accepted', '0': 'wrong_answer', '-': 'no_verdict' };
const results = (outcomes: string, ids = ['a', 'b', 'c']) =>
	ids.map((id, index) => ({ id, verdict: signs[outcomes[index] ?? '0'] ?? 'skipped' }));

function tallyOf(samples: readonly (readonly [policy: string, outcomes: string])[]): SampleTally {
	const tally = new SampleTally();
	for (const [policy, outcomes] of samples) tally.add(policy, results(outcomes));
	return tally;
}

test('a problem gets the numbers of its tests, its levels, its flags and its pass@k', () => {
	const tally = tallyOf([
		['base', '100'],
		['base', '110'],
		['strong', '110'],
		['strong', '111'],
	]);
	tally.addGolden(results('110'));
	const label = labelProblem('p', ['a', 'b', 'c'], tally, options);
	expect(label).toMatchObject({
		problem_id: 'p',
		samples: 4,
		pass_rate: 0.25,
		cold: false,
		levels: [
			{ level: 1, tests: ['a', 'b'] },
			{ level: 2, tests: ['c'] },
		],
		by_policy: { base: { passed: 0, judged: 2 }, strong: { passed: 1, judged: 2 } },
		flags: [],
	});
	expect(label.pass_at).toEqual({ '1': 0.25, '2': expect.closeTo(0.5, 12) });
	expect(label.tests.map(({ id, passed, judged, pass_rate, level, flags }) => [id, passed, judged, pass_rate, level, flags])).toEqual([
		['a', 4, 4, 1, 1, ['trivial']],
		['b', 3, 4, 0.75, 1, []],
		['c', 1, 4, 0.25, 2, ['golden_fails']],
	]);
});

test('a fault of ours on a test leaves the sample out of its numbers, and out of those that count as solved or not', () => {
	const label = labelProblem(
		'p',
		['a', 'b', 'c'],
		tallyOf([
			['x', '1-1'],
			['x', '111'],
			['x', '10-'],
		]),
		options,
	);
	expect(label.tests.map(({ passed, judged }) => [passed, judged])).toEqual([
		[3, 3],
		[1, 2],
		[2, 2],
	]);
	expect(label).toMatchObject({ samples: 3, pass_rate: 1, by_policy: { x: { passed: 1, judged: 1 } } });
});

test('the same samples in another order give the same label, letter for letter', () => {
	const samples = ['100', '110', '011', '1-1', '000'].map((outcomes, index) => [index % 2 === 0 ? 'x' : 'y', outcomes] as const);
	const of = (list: typeof samples) => JSON.stringify(labelProblem('p', ['a', 'b', 'c'], tallyOf(list), options));
	expect(of(samples.toReversed())).toBe(of(samples));
});

test('asserts of a test that was split stand where the test stands, in their order', () => {
	const tally = new SampleTally();
	tally.add('x', results('111', ['b', 'a#10', 'a#2']));
	tally.add('x', results('1', ['odd']));
	expect(labelProblem('p', ['a', 'b'], tally, options).tests.map(({ id }) => id)).toEqual(['a#2', 'a#10', 'b', 'odd']);
});

test('a test that tells the same as one before it is redundant, also where samples are many', () => {
	const tally = new SampleTally();
	for (let n = 0; n < 1000; n++) tally.add('x', results(n % 3 === 0 ? '101' : n % 3 === 1 ? '010' : '000'));
	expect(labelProblem('p', ['a', 'b', 'c'], tally, options).tests.map(({ flags }) => flags)).toEqual([[], [], ['redundant']]);
});
