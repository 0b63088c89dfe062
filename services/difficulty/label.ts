import type { LabelLine, TestLabel } from '../contract/labels.ts';
import { addCounts, type Count, noCount, passRate, pooled, type TestCounts, wilson } from './counts.ts';
import { flagProblem, flagTests, type OutcomeVector } from './flags.ts';
import { type LevelOptions, levelsOf } from './levels.ts';
import { passAtK } from './pass-at-k.ts';

/** What is known of a problem's samples; a `SampleTally` has all of it. */
export interface SampleFacts {
	readonly samples: number;
	testIds(): readonly string[];
	counts(ids: readonly string[]): readonly TestCounts[];
	/** By test; empty where only counts were kept, and then no test is found redundant. */
	outcomes(): ReadonlyMap<string, OutcomeVector>;
	readonly goldenFails: ReadonlySet<string>;
	readonly flaky: ReadonlySet<string>;
	readonly solved: ReadonlyMap<string, Count>;
}

/** The facts of which only the counts were kept. */
export function factsOf(tests: readonly TestCounts[], solved: ReadonlyMap<string, Count>): SampleFacts {
	const byId = new Map(tests.map((test) => [test.id, test]));
	return {
		samples: [...solved.values()].reduce((sum, { judged }) => sum + judged, 0),
		testIds: () => tests.map(({ id }) => id),
		counts: (ids) => ids.map((id) => byId.get(id) ?? { id, byPolicy: new Map() }),
		outcomes: () => new Map(),
		goldenFails: new Set(),
		flaky: new Set(),
		solved,
	};
}

export interface LabelOptions {
	readonly levels: LevelOptions;
	/** For pass@k, in rising order. */
	readonly ks: readonly number[];
}

/** Everything that the samples of a problem say of it. `suite` are the ids of its tests in their order. Throws `weights_mismatch`. */
export function labelProblem(problemId: string, suite: readonly string[], tally: SampleFacts, options: LabelOptions): LabelLine {
	const tests = tally.counts(inSuiteOrder(tally.testIds(), suite));
	const { levels, cold } = levelsOf(tests, options.levels);
	const levelOf = new Map(levels.flatMap(({ level, tests: ids }) => ids.map((id) => [id, level] as const)));
	const flags = flagTests({ tests, outcomes: tally.outcomes(), goldenFails: tally.goldenFails, flaky: tally.flaky });
	const solved = [...tally.solved.values()].reduce(addCounts, noCount);
	return {
		problem_id: problemId,
		samples: tally.samples,
		pass_rate: passRate(solved),
		pass_at: Object.fromEntries(options.ks.flatMap((k) => passAt(solved, k))),
		cold,
		levels: levels.map(({ level, weight, tests: ids }) => ({ level, weight, tests: [...ids] })),
		tests: tests.map((test): TestLabel => {
			const count = pooled(test);
			return {
				id: test.id,
				...labelOf(count),
				...wilson(count),
				level: levelOf.get(test.id) ?? 1,
				flags: [...(flags.get(test.id) ?? [])],
				by_policy: byPolicy(test.byPolicy),
			};
		}),
		by_policy: byPolicy(tally.solved),
		flags: [...flagProblem(solved)],
	};
}

function passAt({ judged, passed }: Count, k: number): [string, number][] {
	const value = passAtK(judged, passed, k);
	return value === null ? [] : [[String(k), value]];
}

const labelOf = (count: Count) => ({ passed: count.passed, judged: count.judged, pass_rate: passRate(count) });

function byPolicy(counts: ReadonlyMap<string, Count>): TestLabel['by_policy'] {
	return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([policy, count]) => [policy, labelOf(count)]));
}

/** Tests that were split into their asserts (`id#n`) stand where the test stands, so that the order does not depend on which sample came first. */
function inSuiteOrder(ids: readonly string[], suite: readonly string[]): readonly string[] {
	const places = new Map(suite.map((id, index) => [id, index]));
	const placeOf = (id: string): readonly [number, number] => {
		const own = places.get(id);
		if (own !== undefined) return [own, -1];
		const at = id.lastIndexOf('#');
		return [places.get(id.slice(0, at)) ?? suite.length, Number(id.slice(at + 1))];
	};
	return ids.toSorted((a, b) => {
		const [left, right] = [placeOf(a), placeOf(b)];
		return left[0] - right[0] || left[1] - right[1] || (a < b ? -1 : 1);
	});
}
