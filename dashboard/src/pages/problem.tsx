import { useState } from 'preact/hooks';
import type { LabelLine, ProblemView, SampleList } from '../../../clients/typescript/src/index.ts';
import { count, many, percent, reward, time, words } from '../format.ts';
import { useLoaded } from '../loaded.ts';
import { HeatMap } from '../parts/heat-map.tsx';
import { Histogram } from '../parts/histogram.tsx';
import { Await, Empty } from '../parts/message.tsx';
import { Table } from '../parts/table.tsx';
import { VerdictMark } from '../parts/verdict.tsx';
import { linkTo } from '../route.ts';
import { useSession } from '../session.ts';

const samplesShown = 50;
const groupings = ['thresholds', 'kmeans', 'quantiles'] as const;

/** One problem: how hard its tests are, and what programs came to on them. */
export function ProblemPage({ id }: { readonly id: string }) {
	const { assay, live } = useSession();
	const [grouping, setGrouping] = useState<(typeof groupings)[number]>('thresholds');
	const problem = useLoaded(async (signal) => await assay.problem(id, { signal }), [id]);
	const difficulty = useLoaded(async (signal) => await assay.difficulty(id, { grouping, signal }), [id, grouping], live?.programs);
	const samples = useLoaded(async (signal) => await assay.samples(id, samplesShown, { signal }), [id], live?.kept);
	return (
		<>
			<h1 class="id">{id}</h1>
			<Await loaded={problem}>{(value) => <Facts problem={value} />}</Await>
			{problem.value === undefined ? null : (
				<>
					<section class="card" aria-labelledby="tests">
						<h2 id="tests">Tests</h2>
						<label class="row">
							Levels by
							<select
								value={grouping}
								onChange={(event) => setGrouping(groupings.find((name) => name === event.currentTarget.value) ?? 'thresholds')}
							>
								{groupings.map((name) => (
									<option key={name}>{name}</option>
								))}
							</select>
						</label>
						<Await loaded={difficulty}>{(label) => <Difficulty label={label} />}</Await>
					</section>
					<section class="card" aria-labelledby="samples">
						<h2 id="samples">Samples</h2>
						<Await loaded={samples}>{(list) => <Samples samples={list} />}</Await>
					</section>
				</>
			)}
		</>
	);
}

function Facts({ problem: { id, title, tests, digest, created_at, limits, compare, checker } }: { readonly problem: ProblemView }) {
	const judged = checker === undefined ? (compare?.method ?? 'lines') : `${checker.protocol} checker in ${checker.language}`;
	const limited = Object.entries(limits ?? {}).map(([name, value]) => `${words(name)} ${count(value ?? 0)}`);
	return (
		<>
			{title == null ? null : <p class="lead">{title}</p>}
			<dl class="facts">
				<dt>Tests</dt>
				<dd>{count(tests)}</dd>
				<dt>Judged by</dt>
				<dd>{judged}</dd>
				<dt>Limits</dt>
				<dd>{limited.length === 0 ? 'the usual ones' : limited.join(', ')}</dd>
				<dt>Uploaded</dt>
				<dd>{time(created_at)}</dd>
				<dt>Digest</dt>
				<dd class="digest">{digest}</dd>
			</dl>
			<p>
				<a class="button" href={linkTo('try', id)}>
					Try a program on it
				</a>
			</p>
		</>
	);
}

function Difficulty({ label }: { readonly label: LabelLine }) {
	if (label.tests.length === 0) {
		return <Empty>No sample was observed yet. Labelling jobs and rewards with `observe` count how often each test is passed.</Empty>;
	}
	const policies = Object.keys(label.by_policy);
	const rates = (of: (test: LabelLine['tests'][number]) => number | null | undefined) => label.tests.flatMap((test) => of(test) ?? []);
	return (
		<>
			<p>
				{many(label.samples, 'sample')}, of which {percent(label.pass_rate)} pass every test
				{Object.entries(label.pass_at).map(([k, value]) => `, pass@${k} ${percent(value)}`)}.{' '}
				{label.flags.map((flag) => (
					<span key={flag} class="flag">
						{words(flag)}
					</span>
				))}
			</p>
			<div class="figures">
				<Histogram title="all policies" passRates={rates((test) => test.pass_rate)} />
				{policies.length < 2
					? null
					: policies.map((policy) => (
							<Histogram key={policy} title={policy} passRates={rates((test) => test.by_policy[policy]?.pass_rate)} />
						))}
			</div>
			<HeatMap label={label} />
		</>
	);
}

function Samples({ samples }: { readonly samples: SampleList['samples'] }) {
	const [first] = samples;
	if (first === undefined) return <Empty>No program for this problem is kept.</Empty>;
	const schemes = Object.keys(first.rewards);
	return (
		<>
			<p>The newest programs, and what each scheme pays for them by the pass rates of now.</p>
			<Table name="Table of samples" columns={['judged', 'verdict', 'outcomes', ...schemes.map((scheme) => ({ number: words(scheme) }))]}>
				{samples.map((sample) => (
					<tr key={sample.id}>
						<td>
							<a href={linkTo('submissions', sample.id)}>{time(sample.created_at)}</a>
						</td>
						<td>
							<VerdictMark verdict={sample.verdict} />
						</td>
						<td>
							<Outcomes sample={sample} />
						</td>
						{schemes.map((scheme) => (
							<td key={scheme} class="number">
								{reward(sample.rewards[scheme])}
							</td>
						))}
					</tr>
				))}
			</Table>
		</>
	);
}

const outcomesShown = 64;

function Outcomes({ sample }: { readonly sample: SampleList['samples'][number] }) {
	const outcomes = Object.entries(sample.outcomes);
	return (
		<span class="outcomes" role="img" aria-label={`${sample.passed} of ${sample.total} tests passed`}>
			{outcomes.slice(0, outcomesShown).map(([test, verdict]) => (
				<span key={test} class={`dot v-${verdict}`} title={`${test}: ${words(verdict)}`} />
			))}
			{outcomes.length > outcomesShown ? ` and ${count(outcomes.length - outcomesShown)} more` : null}
		</span>
	);
}
