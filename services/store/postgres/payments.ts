import type { RewardLine } from '../../contract/rewards.ts';
import type { Observation, PaidCall, PaymentStore } from '../contract.ts';
import { forgottenBefore, notOpened, toPaidLines } from '../paid-lines.ts';
import { PaidCallRow } from '../rows.ts';
import type { Run } from './connections.ts';
import type { PostgresContext } from './context.ts';
import type { Count } from './statistics.ts';

/** `count` adds to the statistics within the transaction of a payment. */
export function postgresPayments({ read, transaction, now }: PostgresContext, count: Count): PaymentStore {
	const find = async (run: Run, { tenant, key }: PaidCall) => {
		const [row] = (await run('findCall', [tenant, key])).rows;
		return row === undefined ? undefined : PaidCallRow.parse(row);
	};
	return {
		async openCall(call: PaidCall): Promise<ReadonlyMap<number, RewardLine> | undefined> {
			const found = await transaction(async (run) => {
				await run('forgetCalls', [forgottenBefore(now())]);
				await run('addCall', [call.tenant, call.key, call.requestDigest, now()]);
				return await find(run, call);
			});
			if (found?.request_digest !== call.requestDigest) return undefined;
			return toPaidLines(await read('readPaid', [found.id]));
		},

		async putPaid(call: PaidCall, lines: ReadonlyMap<number, RewardLine>, observed?: Observation): Promise<void> {
			const texts = [...lines.values()].map((line) => JSON.stringify(line));
			await transaction(async (run) => {
				const found = await find(run, call);
				if (found === undefined) throw notOpened(call);
				const { changes } = await run('addPaid', [found.id, [...lines.keys()], texts]);
				if (changes > 0 && observed !== undefined) await count(run, call.tenant, observed.digest, [observed.sample]);
			});
		},
	};
}
