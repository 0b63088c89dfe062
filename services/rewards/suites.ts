import type { Problem } from '../../testcases/schema.ts';
import { type RewardsRequest, snapshotPrefix } from '../contract/rewards.ts';
import { pooled, smoothedPassRate, type TestCounts } from '../difficulty/counts.ts';
import { type Levels, levelsOf } from '../difficulty/levels.ts';
import { type Evaluation, expectedCostMs } from '../planning/lazy.ts';
import { oneLevel, scoredSuite } from '../planning/scored-suite.ts';
import { checkSuite } from '../scoring/index.ts';
import type { StatisticsStore, SuiteStatistics } from '../store/contract.ts';
import type { Program } from './programs.ts';

/** What a suite is worth in one request: its levels, and what is known of its tests. */
export interface PricedSuite {
	readonly evaluation: Evaluation;
	readonly levels: number;
	readonly cold: boolean;
}

/** Looks a suite's statistics up once for all programs of a request. */
export class SuitePrices {
	readonly #request: RewardsRequest;
	readonly #store: StatisticsStore;
	readonly #tenant: string;
	readonly #known = new Map<string, Promise<SuiteStatistics>>();
	readonly #expectedMs = new Map<string, number>();

	constructor(request: RewardsRequest, store: StatisticsStore, tenant: string) {
		this.#request = request;
		this.#store = store;
		this.#tenant = tenant;
	}

	/** `tests` are the planned ones, which may be the asserts of a suite's tests. Throws `weights_mismatch` or `levels_mismatch`. */
	async of(digest: string, problem: Problem, tests: readonly string[]): Promise<PricedSuite> {
		const { scheme, options } = this.#request;
		const statistics = await this.#statistics(digest);
		const counts = countsOf(tests, statistics);
		const { levels, cold } = this.#levels(counts);
		const suite = scoredSuite(problem, tests, levels);
		checkSuite(scheme, suite);
		const priors = Object.fromEntries(
			counts.flatMap((test) => {
				const costMs = statistics.costMs.get(test.id);
				return costMs === undefined ? [] : [[test.id, { failRate: 1 - smoothedPassRate(pooled(test)), costMs }]];
			}),
		);
		return { evaluation: { scheme, options: firstN(options.first_n), suite, priors }, levels: levels.length, cold };
	}

	/** The CPU time in milliseconds that a program is expected to take if it runs on all of these tests, which are the same for all programs of a suite in a language. */
	async expectedMs({ digest, submission: { language }, tests }: Program): Promise<number> {
		const key = `${digest} ${language}`;
		const known = this.#expectedMs.get(key);
		if (known !== undefined) return known;
		const { costMs } = await this.#statistics(digest);
		const expected = tests.reduce((sum, test) => sum + expectedCostMs(costMs.get(test)), 0);
		this.#expectedMs.set(key, expected);
		return expected;
	}

	async #statistics(digest: string): Promise<SuiteStatistics> {
		const known = this.#known.get(digest) ?? this.#store.statistics(this.#tenant, digest, snapshotOf(this.#request.levels));
		this.#known.set(digest, known);
		return await known;
	}

	#levels(counts: readonly TestCounts[]): Levels {
		if (this.#request.levels === 'one') return { levels: oneLevel(counts.map(({ id }) => id)), cold: false };
		return levelsOf(counts, this.#request.difficulty);
	}
}

/** Undefined for what is not pinned. */
function snapshotOf(levels: RewardsRequest['levels']): string | undefined {
	return levels.startsWith(snapshotPrefix) ? levels.slice(snapshotPrefix.length) : undefined;
}

const firstN = (n: number | undefined) => (n === undefined ? {} : { first_n: n });

/** Of tests that no sample was judged on there are no counts. */
export function countsOf(tests: readonly string[], { tests: known }: SuiteStatistics): readonly TestCounts[] {
	const byId = new Map(known.map((test) => [test.id, test]));
	return tests.map((id) => byId.get(id) ?? { id, byPolicy: new Map() });
}
