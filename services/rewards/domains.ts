import { type Domain, domains } from '../../testcases/schema.ts';
import type { DomainSummary, RewardLine } from '../contract/rewards.ts';

/** What became of the items of each domain that is there. */
export function domainSummaries(lines: readonly RewardLine[]): Partial<Record<Domain, DomainSummary>> {
	const summaries = domains.map((domain) => [domain, summaryOf(lines.filter((line) => line.domain === domain))] as const);
	return Object.fromEntries(summaries.filter(([, { items }]) => items > 0));
}

function summaryOf(lines: readonly RewardLine[]): DomainSummary {
	const rewards = lines.flatMap(({ reward }) => (reward === null ? [] : [reward]));
	const count = (of: (line: RewardLine) => boolean) => lines.filter(of).length;
	return {
		items: lines.length,
		paid: rewards.length,
		mean_reward: rewards.length === 0 ? null : rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length,
		solved: count(({ verdict }) => verdict === 'accepted'),
		no_verdict: count(({ status }) => status === 'no_verdict'),
		invalid: count(({ status }) => status === 'invalid'),
	};
}
