import { useState } from 'preact/hooks';
import type { LabelLine } from '../../../clients/typescript/src/index.ts';
import { count, percent, words } from '../format.ts';
import { Table } from './table.tsx';

/** Rows that are there before one asks for more. */
const rowsAtFirst = 300;

/** Tests by policy: each cell is a pass rate. Tests are in the order of their levels, with a row where one begins. */
export function HeatMap({ label }: { readonly label: LabelLine }) {
	const [most, setMost] = useState(rowsAtFirst);
	const policies = [...new Set(label.tests.flatMap((test) => Object.keys(test.by_policy)))].sort();
	const byId = new Map(label.tests.map((test) => [test.id, test]));
	const rows = label.levels.flatMap(({ level, weight, tests }) => [
		{ level, weight, tests: tests.length },
		...tests.flatMap((id) => byId.get(id) ?? []),
	]);
	const columns = policies.length + 5;
	return (
		<>
			<Table
				name="Pass rates by test and policy"
				columns={['test', ...[...policies, 'all', '95 % interval', 'passed'].map((number) => ({ number })), 'flags']}
			>
				{rows.slice(0, most).map((row) =>
					'weight' in row ? (
						<tr key={`level ${row.level}`} class="boundary">
							<th scope="colgroup" colSpan={columns}>
								{label.cold
									? 'No levels yet: too few samples'
									: `Level ${row.level}, weight ${row.weight.toFixed(2)}, ${count(row.tests)} tests`}
							</th>
						</tr>
					) : (
						<tr key={row.id}>
							<th scope="row">{row.id}</th>
							{policies.map((policy) => (
								<Cell key={policy} rate={row.by_policy[policy]?.pass_rate} />
							))}
							<Cell rate={row.pass_rate} />
							<td class="number">
								{percent(row.low)} to {percent(row.high)}
							</td>
							<td class="number">
								{count(row.passed)} of {count(row.judged)}
							</td>
							<td>
								{row.flags.map((flag) => (
									<span key={flag} class="flag">
										{words(flag)}
									</span>
								))}
							</td>
						</tr>
					),
				)}
			</Table>
			{rows.length > most ? (
				<button type="button" onClick={() => setMost(rows.length)}>
					Show all {count(label.tests.length)} tests
				</button>
			) : null}
		</>
	);
}

function Cell({ rate }: { readonly rate: number | null | undefined }) {
	return <td class={`number cell ${rate == null ? '' : `rate-${Math.min(9, Math.floor(rate * 10))}`}`}>{percent(rate)}</td>;
}
