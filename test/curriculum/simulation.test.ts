import { expect, test } from 'vitest';
import { simulate } from '../../bench/curriculum.ts';

test('the easy pool keeps more groups useful than no filter does, and no batch starves, whatever the seed', () => {
	for (const seed of [1, 2, 3]) {
		const [none, some] = [simulate('no filter', seed), simulate(0.1, seed)];
		expect(some.usefulGroups / some.groups).toBeGreaterThan(1.1 * (none.usefulGroups / none.groups));
		expect(some).toMatchObject({ starved: 0, groups: none.groups });
	}
});
