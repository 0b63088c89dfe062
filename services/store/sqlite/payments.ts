import { RewardLine } from '../../contract/rewards.ts';
import { AssayError } from '../../errors.ts';
import type { Observation, ObservedSample, PaidCall, PaymentStore } from '../contract.ts';
import type { SqliteContext } from './context.ts';
import { PaidCallRow, PaidLineRow } from './statements.ts';

const keptMs = 24 * 3_600_000;

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
				statements.forgetCalls.run(new Date(now().getTime() - keptMs).toISOString());
				statements.addCall.run(call.tenant, call.key, call.requestDigest, now().toISOString());
				return find(call);
			});
			if (found?.request_digest !== call.requestDigest) return undefined;
			const rows = statements.readPaid.all(found.id).map((row) => PaidLineRow.parse(row));
			return new Map(rows.map(({ position, line }) => [position, RewardLine.parse(JSON.parse(line))]));
		},

		async putPaid(call: PaidCall, lines: ReadonlyMap<number, RewardLine>, observed?: Observation): Promise<void> {
			transaction(() => {
				const found = find(call);
				if (found === undefined) throw new AssayError('internal_error', `the call ${JSON.stringify(call.key)} was not opened`);
				let added = 0;
				for (const [position, line] of lines) added += Number(statements.addPaid.run(found.id, position, JSON.stringify(line)).changes);
				if (added > 0 && observed !== undefined) count(call.tenant, observed.digest, [observed.sample]);
			});
		},
	};
}
