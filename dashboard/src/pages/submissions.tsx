import { useLoaded } from '../loaded.ts';
import { Await, Empty } from '../parts/message.tsx';
import { SubmissionTable } from '../parts/submission-table.tsx';
import { useSession } from '../session.ts';

const most = 200;

/** The newest programs that were judged. */
export function Submissions() {
	const { assay, live } = useSession();
	const loaded = useLoaded(async (signal) => await assay.submissions({ limit: most }, { signal }), [], live?.kept);
	return (
		<>
			<h1>Submissions</h1>
			<Await loaded={loaded}>
				{(submissions) => (submissions.length === 0 ? <Empty>None yet.</Empty> : <SubmissionTable submissions={submissions} />)}
			</Await>
		</>
	);
}
