import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draw } from '../../services/curriculum/draw.ts';
import { CurriculumOptions, CurriculumState, newCurriculum, observe, poolOf } from '../../services/curriculum/state.ts';
import { randomAt } from '../../services/random.ts';

const ids = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);
const curriculum = (count: number, options: Partial<CurriculumOptions> = {}) =>
	newCurriculum(ids(count), CurriculumOptions.parse({ window: 4, ...options }));
const solve = (state: CurriculumState, problem_id: string, outcomes: string) =>
	observe(state, [{ problem_id, solved: [...outcomes].map((sign) => sign === '1') }]);
const poolsOf = (state: CurriculumState) => state.problems.map((problem) => poolOf(problem, state.options));

describe('A problem', () => {
	test('becomes easy when all of its last samples solve it, and comes back with the first that does not', () => {
		let state = solve(curriculum(1), 'p0', '0111');
		expect(poolsOf(state)).toEqual(['active']);
		state = solve(state, 'p0', '1');
		expect(poolsOf(state)).toEqual(['easy']);
		state = solve(state, 'p0', '10');
		expect(poolsOf(state)).toEqual(['active']);
	});

	test('is not easy before it has a window of samples', () => {
		expect(poolsOf(solve(curriculum(1), 'p0', '111'))).toEqual(['active']);
	});

	test('that nobody solves stays active, unless it is to be retired', () => {
		expect(poolsOf(solve(curriculum(1), 'p0', '0'.repeat(1000)))).toEqual(['active']);
		const retiring = curriculum(1, { retire_unsolved_after: 6 });
		expect(poolsOf(solve(retiring, 'p0', '00000'))).toEqual(['active']);
		expect(poolsOf(solve(retiring, 'p0', '1000000'))).toEqual(['retired']);
		expect(poolsOf(solve(retiring, 'p0', '0000001'))).toEqual(['active']);
	});

	test('that is not in the curriculum changes nothing, and one that is in it twice is refused', () => {
		const state = curriculum(2);
		expect(solve(state, 'stranger', '1111')).toEqual(state);
		expect(() => newCurriculum(['a', 'a'], state.options)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
	});
});

describe('A batch', () => {
	const mixed = (options: Partial<CurriculumOptions> = {}) =>
		ids(200).reduce((state, id, n) => (n % 2 === 0 ? solve(state, id, '1111') : state), curriculum(200, options));

	test('takes its share of easy problems', () => {
		for (const alpha of [0, 0.1, 0.5, 1]) {
			let state = mixed({ alpha });
			let easy = 0;
			for (let batch = 0; batch < 400; batch++) {
				const drawn = draw(state, 10);
				state = drawn.state;
				easy += drawn.ids.filter((id) => Number(id.slice(1)) % 2 === 0).length;
			}
			// 4,000 places: three standard deviations are at most 0.024.
			expect(Math.abs(easy / 4000 - alpha), String(alpha)).toBeLessThanOrEqual(alpha === 0 || alpha === 1 ? 0 : 0.024);
		}
	});

	test('never starves: where one pool is empty the other serves', () => {
		const allEasy = ids(5).reduce((state, id) => solve(state, id, '1111'), curriculum(5, { alpha: 0 }));
		expect(draw(allEasy, 3).ids).toHaveLength(3);
		expect(draw(curriculum(5, { alpha: 1 }), 3).ids).toHaveLength(3);
		const retired = ids(2).reduce((state, id) => solve(state, id, '00'), curriculum(2, { retire_unsolved_after: 2 }));
		expect(draw(retired, 3).ids).toEqual([]);
	});

	test('has the size that was asked for, and nothing twice before everything once', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 30 }),
				fc.integer({ min: 0, max: 80 }),
				fc.nat(),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(count, size, seed, alpha) => {
					const drawn = draw(curriculum(count, { seed, alpha }), size);
					expect(drawn.ids).toHaveLength(size);
					for (let from = 0; from < size; from += count) {
						const round = drawn.ids.slice(from, from + count);
						expect(new Set(round).size).toBe(round.length);
					}
				},
			),
		);
	});

	test('is the same again from the same seed, also after the state was written and read', () => {
		const run = (state: CurriculumState, through: (state: CurriculumState) => CurriculumState) => {
			const batches: (readonly string[])[] = [];
			let at = state;
			for (let batch = 0; batch < 20; batch++) {
				const drawn = draw(through(at), 8);
				batches.push(drawn.ids);
				at = observe(
					drawn.state,
					drawn.ids.map((id) => ({ problem_id: id, solved: [batch % 3 !== 0, true] })),
				);
			}
			return batches;
		};
		const straight = run(curriculum(50, { seed: 7 }), (state) => state);
		expect(run(curriculum(50, { seed: 7 }), (state) => CurriculumState.parse(JSON.parse(JSON.stringify(state))))).toEqual(straight);
		expect(run(curriculum(50, { seed: 8 }), (state) => state)).not.toEqual(straight);
	});
});

test('random numbers are even, and those of neighbouring seeds and places have nothing to do with each other', () => {
	const bins = Array.from({ length: 20 }, () => 0);
	let together = 0;
	for (let place = 0; place < 20_000; place++) {
		const [value, next, other] = [randomAt(1, place), randomAt(1, place + 1), randomAt(2, place)];
		const bin = Math.floor(value * 20);
		bins[bin] = (bins[bin] ?? 0) + 1;
		together += (value - 0.5) * (next - 0.5) + (value - 0.5) * (other - 0.5);
	}
	// Four standard deviations of a count of 1,000 and of a sum of 40,000 products.
	for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(124);
	expect(Math.abs(together)).toBeLessThan((4 * Math.sqrt(40_000)) / 12);
});
