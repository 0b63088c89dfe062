import { expect, it } from 'vitest';
import { ActivityCounts } from '../../services/activity/counts.ts';

it('counts programs by the second and by their verdict, each tenant for himself', () => {
	let second = 1000;
	const counts = new ActivityCounts(() => second);
	counts.add('t', 'accepted');
	counts.add('t', 'wrong_answer');
	second += 1;
	counts.add('t', 'accepted');
	counts.add('other', 'no_verdict');
	second += 1;
	const { per_second, programs, verdicts } = counts.of('t');
	expect([per_second.length, per_second.slice(-3)]).toEqual([120, [0, 2, 1]]);
	expect({ programs, verdicts }).toEqual({ programs: 3, verdicts: { accepted: 2, wrong_answer: 1 } });
	expect(counts.of('nobody')).toMatchObject({ programs: 0, verdicts: {} });
});

it('forgets seconds that are long over, and no verdict', () => {
	let second = 0;
	const counts = new ActivityCounts(() => second);
	for (; second < 1000; second++) counts.add('t', 'accepted');
	expect(counts.of('t').per_second).toEqual(Array(120).fill(1));
	second += 500;
	expect(counts.of('t')).toEqual({ per_second: Array(120).fill(0), programs: 1000, verdicts: { accepted: 1000 } });
});
