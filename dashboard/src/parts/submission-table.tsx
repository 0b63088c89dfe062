import type { SubmissionList } from '../../../clients/typescript/src/index.ts';
import { count, time } from '../format.ts';
import { linkTo } from '../route.ts';
import { VerdictMark } from './verdict.tsx';

/** Programs that were judged, the newest first. */
export function SubmissionTable({ submissions }: { readonly submissions: SubmissionList['submissions'] }) {
	return (
		<section class="scroll" tabIndex={0} aria-label="Table of submissions">
			<table>
				<thead>
					<tr>
						<th scope="col">judged</th>
						<th scope="col">problem</th>
						<th scope="col">language</th>
						<th scope="col">verdict</th>
						<th scope="col" class="number">
							passed
						</th>
					</tr>
				</thead>
				<tbody>
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
				</tbody>
			</table>
		</section>
	);
}
