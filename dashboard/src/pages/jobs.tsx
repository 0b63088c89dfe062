import { count, time } from '../format.ts';
import { useLoaded } from '../loaded.ts';
import { Await, Empty } from '../parts/message.tsx';
import { Table } from '../parts/table.tsx';
import { linkTo } from '../route.ts';
import { useSession } from '../session.ts';

/** Labelling jobs, the newest first. */
export function Jobs() {
	const { assay, live } = useSession();
	// Every event asks anew, and so a job that another server runs gets on, too.
	const loaded = useLoaded(async (signal) => await assay.jobs({ signal }), [], live?.at);
	return (
		<>
			<h1>Jobs</h1>
			<Await loaded={loaded}>
				{(jobs) =>
					jobs.length === 0 ? (
						<Empty>No job was begun yet: POST /v1/difficulty begins one.</Empty>
					) : (
						<Table name="Table of jobs" columns={['begun', 'status', 'progress', { number: 'samples' }]}>
							{jobs.map(({ id, created_at, status, done, total }) => (
								<tr key={id}>
									<td>
										<a href={linkTo('jobs', id)}>{time(created_at)}</a>
									</td>
									<td>{status}</td>
									<td>
										<progress max={total} value={done} aria-label={`Samples judged of the job of ${time(created_at)}`} />
									</td>
									<td class="number">
										{count(done)} of {count(total)}
									</td>
								</tr>
							))}
						</Table>
					)
				}
			</Await>
		</>
	);
}
