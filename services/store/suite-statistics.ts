import { AssayError } from '../errors.ts';
import type { SuiteStatistics } from './contract.ts';
import { OutcomeRow, SolvedRow } from './rows.ts';

export const noSnapshot = (id: string): AssayError =>
	new AssayError('snapshot_not_found', `no snapshot ${JSON.stringify(id)}`, { hint: 'Take one with POST /v1/snapshots.' });

/** What the rows of a suite say; outcomes come in the order of its tests. */
export function suiteStatistics(outcomeRows: readonly unknown[], solvedRows: readonly unknown[]): SuiteStatistics {
	const byTest = [
		...Map.groupBy(
			outcomeRows.map((row) => OutcomeRow.parse(row)),
			({ test }) => test,
		),
	];
	const costs = byTest.map(([id, of]) => {
		const [timed, costMs] = of.reduce(([runs, sum], row) => [runs + row.timed, sum + row.cost_ms], [0, 0]);
		return [id, timed, costMs] as const;
	});
	const solved = solvedRows.map((row) => SolvedRow.parse(row));
	return {
		tests: byTest.map(([id, of]) => ({ id, byPolicy: new Map(of.map(({ policy, passed, judged }) => [policy, { passed, judged }])) })),
		costMs: new Map(costs.filter(([, timed]) => timed > 0).map(([id, timed, costMs]) => [id, costMs / timed])),
		solved: new Map(solved.map(({ policy, passed, judged }) => [policy, { passed, judged }])),
	};
}
