import type { ObservedSample, StatisticsStore, SuiteStatistics } from '../contract.ts';
import { EpochRow } from '../rows.ts';
import { noSnapshot, suiteStatistics } from '../suite-statistics.ts';
import { tallyOf } from '../tally.ts';
import type { SqliteContext } from './context.ts';

/** With `count` for those who add outcomes in a transaction of their own. */
export function sqliteStatistics({ statements, transaction, now }: SqliteContext): StatisticsStore & {
	count(tenant: string, digest: string, samples: readonly ObservedSample[]): void;
} {
	/** What is counted now belongs to this epoch: how many snapshots the tenant has taken. */
	function currentEpoch(tenant: string): number {
		return EpochRow.parse(statements.readEpoch.get(tenant)).epoch;
	}

	function epochOf(tenant: string, snapshot: string): number {
		const row = statements.findSnapshot.get(tenant, snapshot);
		if (row === undefined) throw noSnapshot(snapshot);
		return EpochRow.parse(row).epoch;
	}

	function count(tenant: string, digest: string, samples: readonly ObservedSample[]): void {
		const epoch = currentEpoch(tenant);
		const { solved, outcomes } = tallyOf(samples);
		for (const { policy, passed, judged } of solved) statements.addSolved.run(tenant, digest, policy, epoch, passed, judged);
		for (const { test, policy, passed, judged, timed, cost_ms, place } of outcomes)
			statements.addOutcome.run(tenant, digest, test, policy, epoch, passed, judged, timed, cost_ms, place);
	}

	return {
		count,

		async addOutcomes(tenant: string, digest: string, samples: readonly ObservedSample[]): Promise<void> {
			transaction(() => count(tenant, digest, samples));
		},

		async takeSnapshot(tenant: string, id: string): Promise<boolean> {
			return transaction(() => {
				const { changes } = statements.addSnapshot.run(tenant, id, currentEpoch(tenant) + 1, now().toISOString());
				return Number(changes) > 0;
			});
		},

		async statistics(tenant: string, digest: string, snapshot?: string): Promise<SuiteStatistics> {
			const before = snapshot === undefined ? Number.MAX_SAFE_INTEGER : epochOf(tenant, snapshot);
			return suiteStatistics(statements.readOutcomes.all(tenant, digest, before), statements.readSolved.all(tenant, digest, before));
		},
	};
}
