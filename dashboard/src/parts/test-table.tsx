import type { ComponentChildren } from 'preact';
import type { TestResult } from '../../../clients/typescript/src/index.ts';
import { memory, milliseconds, words } from '../format.ts';
import { Table } from './table.tsx';
import { VerdictMark } from './verdict.tsx';

interface TestTableProps {
	readonly tests: readonly TestResult[];
	/** What can be done about a test. */
	readonly action?: (test: TestResult) => ComponentChildren;
}

/** The tests of a program as they were judged. */
export function TestTable({ tests, action }: TestTableProps) {
	return (
		<Table
			name="Table of tests"
			columns={['test', 'verdict', { number: 'CPU time' }, { number: 'memory' }, 'why', ...(action === undefined ? [] : ['outputs'])]}
		>
			{tests.map((test) => (
				<tr key={test.id}>
					<th scope="row" class="id">
						{test.id}
					</th>
					<td>
						<VerdictMark verdict={test.verdict} />
					</td>
					<td class="number">{milliseconds(test.cpu_ms)}</td>
					<td class="number">{memory(test.memory_kb)}</td>
					<td class="reason">
						{test.reason}
						{(test.suspicion ?? []).map((sign) => (
							<span key={sign} class="flag">
								{words(sign)}
							</span>
						))}
					</td>
					{action === undefined ? null : <td>{action(test)}</td>}
				</tr>
			))}
		</Table>
	);
}
