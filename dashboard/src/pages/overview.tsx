import type { LiveView, Verdict } from '../../../clients/typescript/src/index.ts';
import { count, percent, time, words } from '../format.ts';
import { useLoaded } from '../loaded.ts';
import { Await, Empty } from '../parts/message.tsx';
import { SubmissionTable } from '../parts/submission-table.tsx';
import { Throughput } from '../parts/throughput.tsx';
import { linkTo } from '../route.ts';
import { useSession } from '../session.ts';

const newest = 8;
/** Seconds over which the rate is told. */
const rateSeconds = 10;

/** How the server stands now. */
export function Overview() {
	const { live } = useSession();
	return (
		<>
			<h1>Overview</h1>
			{live === undefined ? (
				<p class="message" role="status">
					Waiting for the server …
				</p>
			) : (
				<Figures live={live} />
			)}
			<Newest />
		</>
	);
}

function Figures({ live }: { readonly live: LiveView }) {
	const { queue, slots, workers, per_second, programs, started_at } = live;
	const rate = per_second.slice(-rateSeconds).reduce((sum, value) => sum + value, 0) / rateSeconds;
	return (
		<>
			<dl class="tiles">
				<Tile name="Programs a second" value={rate.toFixed(1)} note={`over the last ${rateSeconds} s`} />
				<Tile name="Judged" value={count(programs)} note={`since ${time(started_at)}`} />
				<Tile name="Waiting" value={count(queue.waiting)} note={`of ${count(queue.limit)} that may wait`} />
				<Tile
					name="Slots in use"
					value={`${count(slots.busy)} / ${count(slots.total)}`}
					note={`${count(queue.running)} programs under way`}
				/>
				<Tile name="Workers" value={count(workers)} note="processes that judge" />
			</dl>
			<section class="card" aria-labelledby="throughput">
				<h2 id="throughput">Throughput</h2>
				<Throughput perSecond={per_second} />
			</section>
			<section class="card" aria-labelledby="mix">
				<h2 id="mix">Verdicts</h2>
				<Mix verdicts={live.verdicts} programs={programs} />
			</section>
		</>
	);
}

function Tile({ name, value, note }: { readonly name: string; readonly value: string; readonly note: string }) {
	return (
		<div class="tile">
			<dt>{name}</dt>
			<dd>
				<span class="value">{value}</span> <span class="note">{note}</span>
			</dd>
		</div>
	);
}

function Mix({ verdicts, programs }: { readonly verdicts: LiveView['verdicts']; readonly programs: number }) {
	const rows = (Object.entries(verdicts) as [Verdict, number][]).sort(([, a], [, b]) => b - a);
	if (rows.length === 0) return <Empty>Nothing was judged yet since the server was started.</Empty>;
	return (
		<table class="mix">
			<tbody>
				{rows.map(([verdict, number]) => (
					<tr key={verdict}>
						<th scope="row">{words(verdict)}</th>
						<td class="number">{count(number)}</td>
						<td class="number">{percent(number / programs)}</td>
						<td class="bar">
							<span class={`fill v-${verdict}`} style={{ width: `${(100 * number) / programs}%` }} />
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Newest() {
	const { assay, live } = useSession();
	const loaded = useLoaded(async (signal) => await assay.submissions({ limit: newest }, { signal }), [], live?.kept);
	return (
		<section class="card" aria-labelledby="newest">
			<h2 id="newest">Newest submissions</h2>
			<Await loaded={loaded}>
				{(submissions) =>
					submissions.length === 0 ? (
						<Empty>
							None yet. <a href={linkTo('try')}>Try a program</a>.
						</Empty>
					) : (
						<SubmissionTable submissions={submissions} />
					)
				}
			</Await>
		</section>
	);
}
