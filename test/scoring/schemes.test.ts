import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schemeNames, schemeOf } from '../../services/scoring/index.ts';
import { judged, suites } from './suites.ts';

const all = { passed: true, score: 1 };
const nothing = { passed: false, score: 0 };

describe.each(schemeNames)('The scheme %s', (name) => {
	const scheme = schemeOf(name);

	test('pays between 0 and 1', () => {
		fc.assert(
			fc.property(judged, ({ suite, scores }) => {
				const reward = scheme.reward(suite, scores);
				expect(reward).toBeGreaterThanOrEqual(0);
				expect(reward).toBeLessThanOrEqual(1);
			}),
		);
	});

	test('pays 1 exactly when everything passes, and 0 when nothing does', () => {
		fc.assert(
			fc.property(suites, (suite) => {
				expect(scheme.reward(suite, new Map(suite.tests.map((id) => [id, all])))).toBe(1);
				expect(scheme.reward(suite, new Map(suite.tests.map((id) => [id, nothing])))).toBe(0);
			}),
		);
	});

	test('never pays less when a test passes that failed', () => {
		fc.assert(
			fc.property(judged, fc.nat(), ({ suite, scores }, which) => {
				const id = suite.tests[which % suite.tests.length] ?? '';
				const better = new Map(scores).set(id, all);
				expect(scheme.reward(suite, better)).toBeGreaterThanOrEqual(scheme.reward(suite, scores));
			}),
		);
	});

	test('pays the same in whatever order the tests are', () => {
		fc.assert(
			fc.property(judged, ({ suite, scores }) => {
				const reversed = {
					tests: suite.tests.toReversed(),
					levels: suite.levels.map((level) => ({ ...level, tests: level.tests.toReversed() })),
					groups: suite.groups?.map((group) => ({ ...group, tests: group.tests.toReversed() })),
				};
				expect(scheme.reward(reversed, new Map([...scores].reverse()))).toBe(scheme.reward(suite, scores));
			}),
		);
	});

	test('needs nothing when all is known, and what it does not need cannot change its reward', () => {
		fc.assert(
			fc.property(judged, fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }), ({ suite, scores }, hidden) => {
				expect(scheme.needed(suite, scores)).toEqual([]);
				const known = new Map([...scores].filter((_, index) => !hidden[index]));
				const needed = new Set(scheme.needed(suite, known).flat());
				for (const id of needed) expect(known.has(id)).toBe(false);
				const settled = new Map([...scores].filter(([id]) => known.has(id) || needed.has(id)));
				expect(scheme.reward(suite, settled)).toBe(scheme.reward(suite, scores));
			}),
		);
	});
});

test('strict pays no more than soft, and no less than all_or_nothing', () => {
	fc.assert(
		fc.property(judged, ({ suite, scores }) => {
			const [strict, soft, all] = (['strict', 'soft', 'all_or_nothing'] as const).map((name) => schemeOf(name).reward(suite, scores));
			expect(strict).toBeLessThanOrEqual((soft ?? 0) + 1e-12);
			expect(all).toBeLessThanOrEqual(strict ?? 0);
		}),
	);
});

test('with one level strict is all_or_nothing and soft is fraction', () => {
	fc.assert(
		fc.property(judged, ({ suite: { tests, groups }, scores }) => {
			const suite = { tests, groups, levels: [{ level: 1, weight: 1, tests }] };
			expect(schemeOf('strict').reward(suite, scores)).toBe(schemeOf('all_or_nothing').reward(suite, scores));
			expect(schemeOf('soft').reward(suite, scores)).toBeCloseTo(schemeOf('fraction').reward(suite, scores), 12);
		}),
	);
});

describe('Rewards of one suite of five tests in three levels', () => {
	const levels = [
		{ level: 1, weight: 0.2, tests: ['a', 'b'] },
		{ level: 2, weight: 0.3, tests: ['c', 'd'] },
		{ level: 3, weight: 0.5, tests: ['e'] },
	];
	const groups = [
		{ points: 40, tests: ['a', 'b'] },
		{ points: 60, tests: ['c', 'd', 'e'] },
	];
	const suite = { tests: ['a', 'b', 'c', 'd', 'e'], levels, groups };
	const outcome = (passed: string, partial: Record<string, number> = {}) =>
		new Map(suite.tests.map((id) => [id, { passed: passed.includes(id), score: passed.includes(id) ? 1 : (partial[id] ?? 0) }]));

	test.each([
		['abcde', { strict: 1, soft: 1, all_or_nothing: 1, fraction: 1, subtasks: 1 }],
		['abce', { strict: 0.2, soft: 0.85, all_or_nothing: 0, fraction: 0.8, subtasks: 0.4 }],
		['bcde', { strict: 0, soft: 0.9, all_or_nothing: 0, fraction: 0.8, subtasks: 0.6 }],
		['ab', { strict: 0.2, soft: 0.2, all_or_nothing: 0, fraction: 0.4, subtasks: 0.4 }],
		['', { strict: 0, soft: 0, all_or_nothing: 0, fraction: 0, subtasks: 0 }],
	])('a program that passes %j', (passed, wanted) => {
		for (const name of schemeNames) expect(schemeOf(name).reward(suite, outcome(passed)), name).toBeCloseTo(wanted[name], 12);
	});

	test('a partial score counts in subtasks, where the lowest of a group decides, and nowhere else', () => {
		const scores = outcome('abcd', { e: 0.5 });
		expect(schemeOf('subtasks').reward(suite, scores)).toBeCloseTo(0.7, 12);
		expect(schemeOf('fraction').reward(suite, scores)).toBeCloseTo(0.8, 12);
	});

	test('fraction of the first tests only', () => {
		expect(schemeOf('fraction', { first_n: 2 }).reward(suite, outcome('a'))).toBe(0.5);
		expect(schemeOf('fraction', { first_n: 2 }).needed(suite, new Map())).toEqual([['a', 'b']]);
	});
});
