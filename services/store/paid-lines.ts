import { RewardLine } from '../contract/rewards.ts';
import { AssayError } from '../errors.ts';
import type { PaidCall } from './contract.ts';
import { PaidLineRow } from './rows.ts';

/** Calls that began before that are forgotten. */
export const forgottenBefore = (now: Date): Date => new Date(now.getTime() - keptMs);
const keptMs = 24 * 3_600_000;

/** What was paid, by position in the batch. */
export function toPaidLines(rows: readonly unknown[]): ReadonlyMap<number, RewardLine> {
	const lines = rows.map((row) => PaidLineRow.parse(row));
	return new Map(lines.map(({ position, line }) => [position, RewardLine.parse(JSON.parse(line))]));
}

export const notOpened = ({ key }: PaidCall): AssayError =>
	new AssayError('internal_error', `the call ${JSON.stringify(key)} was not opened`);
