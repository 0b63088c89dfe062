import { AssayError } from '../../errors.ts';
import type { ObservedSample, StatisticsStore, SuiteStatistics } from '../contract.ts';
import type { SqliteContext } from './context.ts';
import { EpochRow, OutcomeRow, SolvedRow } from './statements.ts';

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
		if (row !== undefined) return EpochRow.parse(row).epoch;
		throw new AssayError('snapshot_not_found', `no snapshot ${JSON.stringify(snapshot)}`, { hint: 'Take one with POST /v1/snapshots.' });
	}

	function count(tenant: string, digest: string, samples: readonly ObservedSample[]): void {
		const epoch = currentEpoch(tenant);
		for (const { policy, times, solved, tests } of samples) {
			if (solved !== undefined) statements.addSolved.run(tenant, digest, policy, epoch, solved ? times : 0, times);
			for (const [place, { id, passed, costMs }] of tests.entries()) {
				const timed = costMs === undefined ? 0 : times;
				statements.addOutcome.run(tenant, digest, id, policy, epoch, passed ? times : 0, times, timed, timed * (costMs ?? 0), place);
			}
		}
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
			const rows = statements.readOutcomes.all(tenant, digest, before).map((row) => OutcomeRow.parse(row));
			const byTest = [...Map.groupBy(rows, ({ test }) => test)];
			const costs = byTest.map(([id, of]) => {
				const [timed, costMs] = of.reduce(([runs, sum], row) => [runs + row.timed, sum + row.cost_ms], [0, 0]);
				return [id, timed, costMs] as const;
			});
			const solved = statements.readSolved.all(tenant, digest, before).map((row) => SolvedRow.parse(row));
			return {
				tests: byTest.map(([id, of]) => ({ id, byPolicy: new Map(of.map(({ policy, passed, judged }) => [policy, { passed, judged }])) })),
				costMs: new Map(costs.filter(([, timed]) => timed > 0).map(([id, timed, costMs]) => [id, costMs / timed])),
				solved: new Map(solved.map(({ policy, passed, judged }) => [policy, { passed, judged }])),
			};
		},
	};
}
