import { useEffect, useState } from 'preact/hooks';
import type { JobView, LabelLine } from '../../../clients/typescript/src/index.ts';
import { count, many, percent, time, words } from '../format.ts';
import { useLoaded } from '../loaded.ts';
import { Await, Empty, Failure } from '../parts/message.tsx';
import { Table } from '../parts/table.tsx';
import { linkTo } from '../route.ts';
import { useSession } from '../session.ts';

/** One job, followed to its end, and its labels then. */
export function JobPage({ id }: { readonly id: string }) {
	const { assay, report } = useSession();
	const [job, setJob] = useState<JobView>();
	const [error, setError] = useState<unknown>();
	useEffect(() => {
		const stop = new AbortController();
		const follow = async () => {
			for await (const view of assay.jobEvents(id, { signal: stop.signal })) setJob(view);
		};
		follow().catch((reason: unknown) => {
			if (stop.signal.aborted) return;
			report(reason);
			setError(reason);
		});
		return () => stop.abort();
	}, [assay, id]);
	const cancel = () => assay.cancelJob(id).then(setJob, setError);
	return (
		<>
			<h1>Job</h1>
			{error === undefined ? null : <Failure error={error} />}
			{job === undefined ? null : (
				<>
					<p class="lead" role="status">
						{job.status}: {count(job.done)} of {many(job.total, 'sample')} judged
					</p>
					<p>
						<progress max={job.total} value={job.done} aria-label="Samples judged" /> begun {time(job.created_at)}
						{job.reason === undefined ? null : `; ${job.reason}`}
					</p>
					{job.status === 'running' ? (
						<button type="button" onClick={cancel}>
							Cancel
						</button>
					) : (
						<Labels id={id} />
					)}
				</>
			)}
		</>
	);
}

function Labels({ id }: { readonly id: string }) {
	const { assay } = useSession();
	const loaded = useLoaded(
		async (signal) => {
			const lines: LabelLine[] = [];
			for await (const line of assay.jobLabels(id, { signal })) lines.push(line);
			return lines;
		},
		[id],
	);
	return (
		<section class="card" aria-labelledby="labels">
			<h2 id="labels">Labels</h2>
			<Await loaded={loaded}>
				{(labels) =>
					labels.length === 0 ? (
						<Empty>No sample was judged.</Empty>
					) : (
						<Table
							name="Table of labels"
							columns={['problem', { number: 'samples' }, { number: 'pass rate' }, { number: 'levels' }, 'flags']}
						>
							{labels.map((label) => (
								<tr key={label.problem_id}>
									<th scope="row">
										<a class="id" href={linkTo('problems', label.problem_id)}>
											{label.problem_id}
										</a>
									</th>
									<td class="number">{count(label.samples)}</td>
									<td class="number">{percent(label.pass_rate)}</td>
									<td class="number">{label.cold ? 'too few samples' : count(label.levels.length)}</td>
									<td>{label.flags.map(words).join(', ')}</td>
								</tr>
							))}
						</Table>
					)
				}
			</Await>
		</section>
	);
}
