import type { SubmissionList } from '../../../clients/typescript/src/index.ts';
import { count, time } from '../format.ts';
import { linkTo } from '../route.ts';
import { Table } from './table.tsx';
import { VerdictMark } from './verdict.tsx';

/** Programs that were judged, the newest first. */
export function SubmissionTable({ submissions }: { readonly submissions: SubmissionList['submissions'] }) {
	return (
		<Table name="Table of submissions" columns={['judged', 'problem', 'language', 'verdict', { number: 'passed' }]}>
			{submissions.map(({ id, created_at, problem_id, language, verdict, passed, total }) => (
				<tr key={id}>
					<td>
						<a href={linkTo('submissions', id)}>{time(created_at)}</a>
					</td>
					<td class="id">{problem_id}</td>
					<td>{language}</td>
					<td>
						<VerdictMark verdict={verdict} />
					</td>
					<td class="number">
						{count(passed)} of {count(total)}
					</td>
				</tr>
			))}
		</Table>
	);
}
