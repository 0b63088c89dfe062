import type { ObservedSample, StatisticsStore, SuiteStatistics } from '../contract.ts';
import { EpochRow } from '../rows.ts';
import { noSnapshot, suiteStatistics } from '../suite-statistics.ts';
import { tallyOf } from '../tally.ts';
import type { Run } from './connections.ts';
import type { PostgresContext } from './context.ts';

export type Count = (run: Run, tenant: string, digest: string, samples: readonly ObservedSample[]) => Promise<void>;

/** With `count` for those who add outcomes in a transaction of their own. */
export function postgresStatistics({ read, transaction, now }: PostgresContext): StatisticsStore & { readonly count: Count } {
	async function epochOf(tenant: string, snapshot: string): Promise<number> {
		const [row] = await read('findSnapshot', [tenant, snapshot]);
		if (row === undefined) throw noSnapshot(snapshot);
		return EpochRow.parse(row).epoch;
	}

	async function count(run: Run, tenant: string, digest: string, samples: readonly ObservedSample[]): Promise<void> {
		const { solved, outcomes } = tallyOf(samples);
		await run('holdEpoch', [tenant]);
		await run('addSolved', [
			...[tenant, digest, solved.map(({ policy }) => policy)],
			...[solved.map(({ passed }) => passed), solved.map(({ judged }) => judged)],
		]);
		await run('addOutcomes', [
			...[tenant, digest, outcomes.map(({ test }) => test), outcomes.map(({ policy }) => policy)],
			...[outcomes.map(({ passed }) => passed), outcomes.map(({ judged }) => judged), outcomes.map(({ timed }) => timed)],
			...[outcomes.map(({ cost_ms }) => cost_ms), outcomes.map(({ place }) => place)],
		]);
	}

	return {
		count,

		async addOutcomes(tenant: string, digest: string, samples: readonly ObservedSample[]): Promise<void> {
			await transaction(async (run) => await count(run, tenant, digest, samples));
		},

		async takeSnapshot(tenant: string, id: string): Promise<boolean> {
			return await transaction(async (run) => {
				await run('changeEpoch', [tenant]);
				return (await run('addSnapshot', [tenant, id, now()])).changes > 0;
			});
		},

		async statistics(tenant: string, digest: string, snapshot?: string): Promise<SuiteStatistics> {
			const of = [tenant, digest, snapshot === undefined ? null : await epochOf(tenant, snapshot)];
			return suiteStatistics(await read('readOutcomes', of), await read('readSolved', of));
		},
	};
}
