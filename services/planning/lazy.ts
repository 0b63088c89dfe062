import type { KnownScores, ScoredSuite } from '../scoring/contract.ts';
import { type SchemeName, type SchemeOptions, schemeOf } from '../scoring/index.ts';

/** What is known of a test before a program runs on it. */
export interface TestPrior {
	/** How likely a program fails it, 0 to 1. */
	readonly failRate: number;
	/** CPU time that past runs took, in milliseconds. */
	readonly costMs: number;
}

/** What a program is judged for: a reward, for which not every test may be needed. Data only. */
export interface Evaluation {
	readonly scheme: SchemeName;
	readonly options: Pick<SchemeOptions, 'first_n'>;
	readonly suite: ScoredSuite;
	/** By test id; one that is not there is as likely as not to fail, at an ordinary cost. */
	readonly priors: Readonly<Record<string, TestPrior>>;
}

/** To start and to end a run costs this much whatever the program does. */
const fixedCostMs = 2;
const unknown: TestPrior = { failRate: 0.5, costMs: fixedCostMs };

/** What a test costs in all, in milliseconds, by the CPU time that past runs took, if any did. */
export const expectedCostMs = (pastMs: number = unknown.costMs): number => pastMs + fixedCostMs;

/**
 * The tests to run next, in the order that settles the reward soonest: of those that it
 * still depends on the first stage, as the scheme says, by chance of failing per
 * expected cost, the highest first. Empty when the reward is settled.
 */
export function wantedTests({ scheme, options, suite, priors }: Evaluation, known: KnownScores): readonly string[] {
	const gain = (test: string) => {
		const { failRate, costMs } = Object.hasOwn(priors, test) ? (priors[test] ?? unknown) : unknown;
		return failRate / expectedCostMs(costMs);
	};
	const [stage = []] = schemeOf(scheme, options).needed(suite, known);
	return stage.toSorted((a, b) => gain(b) - gain(a));
}
