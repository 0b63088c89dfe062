import { expect, test } from 'vitest';
import { CurationOptions, curate } from '../../services/difficulty/curation.ts';
import { labelProblem } from '../../services/difficulty/label.ts';
import { LevelOptions } from '../../services/difficulty/levels.ts';
import { SampleTally } from '../../services/difficulty/tally.ts';

const options = CurationOptions.parse({ rollouts: 4 });

/** A label from samples such as `11`: whether each passed the first and the second test. */
function labelOf(samples: Readonly<Record<string, readonly string[]>>, golden = '11') {
	const results = (outcomes: string) =>
		[...outcomes].map((sign, index) => ({ id: String(index), verdict: sign === '1' ? ('accepted' as const) : ('wrong_answer' as const) }));
	const tally = new SampleTally();
	for (const [policy, outcomes] of Object.entries(samples)) for (const outcome of outcomes) tally.add(policy, results(outcome));
	tally.addGolden(results(golden));
	return labelProblem('p', ['0', '1'], tally, { levels: LevelOptions.parse({}), ks: [] });
}
const four = (outcome: string) => Array.from({ length: 4 }, () => outcome);

test('a problem that some samples solve is kept', () => {
	expect(curate(labelOf({ base: ['11', '10', '00', '01'] }), true, options)).toEqual([]);
});

test('a problem of which nothing is known is dropped', () => {
	expect(curate(undefined, true, options)).toEqual(['no_samples']);
});

test('a problem whose reference solution fails a test is dropped', () => {
	expect(curate(labelOf({ base: ['11', '10', '00', '01'] }, '10'), true, options)).toEqual(['golden_fails']);
});

test('a problem of which no test is ever passed is dropped, unless it has a reference solution or too few samples', () => {
	expect(curate(labelOf({ base: four('00') }), false, options)).toEqual(['unsolved']);
	expect(curate(labelOf({ base: four('00') }), true, options)).toEqual([]);
	expect(curate(labelOf({ base: ['00', '00', '00'] }), false, options)).toEqual([]);
	expect(curate(labelOf({ base: [...four('00'), '10'] }), false, options)).toEqual([]);
});

test('a problem that every sample solves is dropped, unless it has too few samples or easy ones are wanted', () => {
	expect(curate(labelOf({ base: four('11') }), true, options)).toEqual(['easy']);
	expect(curate(labelOf({ base: ['11', '11', '11'] }), true, options)).toEqual([]);
	expect(curate(labelOf({ base: four('11') }), true, { ...options, keep_easy: true })).toEqual([]);
});

test('who is asked may be one policy for what is too hard, and another for what is too easy', () => {
	const label = labelOf({ sft: four('11'), strong: four('00') });
	expect(curate(label, false, options)).toEqual([]);
	expect(curate(label, false, { ...options, sft: 'sft' })).toEqual(['easy']);
	expect(curate(label, false, { ...options, strong: 'strong' })).toEqual(['unsolved']);
	expect(curate(label, false, { ...options, strong: 'absent', sft: 'absent' })).toEqual([]);
});
