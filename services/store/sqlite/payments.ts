import type { RewardLine } from '../../contract/rewards.ts';
import type { Observation, ObservedSample, PaidCall, PaymentStore } from '../contract.ts';
import { forgottenBefore, notOpened, toPaidLines } from '../paid-lines.ts';
import { PaidCallRow } from '../rows.ts';
import type { SqliteContext } from './context.ts';

/** `count` adds to the statistics within the transaction of a payment. */
export function sqlitePayments(
	{ statements, transaction, now }: SqliteContext,
	count: (tenant: string, digest: string, samples: readonly ObservedSample[]) => void,
): PaymentStore {
	const find = ({ tenant, key }: PaidCall) => {
		const row = statements.findCall.get(tenant, key);
		return row === undefined ? undefined : PaidCallRow.parse(row);
	};
	return {
		async openCall(call: PaidCall): Promise<ReadonlyMap<number, RewardLine> | undefined> {
			const found = transaction(() => {
				statements.forgetCalls.run(forgottenBefore(now()).toISOString());
				statements.addCall.run(call.tenant, call.key, call.requestDigest, now().toISOString());
				return find(call);
			});
			if (found?.request_digest !== call.requestDigest) return undefined;
			return toPaidLines(statements.readPaid.all(found.id));
		},

		async putPaid(call: PaidCall, lines: ReadonlyMap<number, RewardLine>, observed?: Observation): Promise<void> {
			transaction(() => {
				const found = find(call);
				if (found === undefined) throw notOpened(call);
				let added = 0;
				for (const [position, line] of lines) added += Number(statements.addPaid.run(found.id, position, JSON.stringify(line)).changes);
				if (added > 0 && observed !== undefined) count(call.tenant, observed.digest, [observed.sample]);
			});
		},
	};
}
