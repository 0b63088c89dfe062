import { useRef, useState } from 'preact/hooks';
import type { SubmissionRecord } from '../../../clients/typescript/src/index.ts';
import { count, time, words } from '../format.ts';
import { useLoaded } from '../loaded.ts';
import { Await } from '../parts/message.tsx';
import { OutputsOf } from '../parts/outputs.tsx';
import { TestTable } from '../parts/test-table.tsx';
import { Text } from '../parts/text.tsx';
import { VerdictMark } from '../parts/verdict.tsx';
import { linkTo } from '../route.ts';
import { useSession } from '../session.ts';

/** One program and how each test went. */
export function SubmissionPage({ id }: { readonly id: string }) {
	const { assay, live } = useSession();
	const there = useRef(false);
	const kept = useRef(live?.kept);
	// A program that has just been judged is kept a moment later; one that is there does not change.
	if (!there.current) kept.current = live?.kept;
	const loaded = useLoaded(async (signal) => await assay.submission(id, { signal }), [id], kept.current);
	there.current = loaded.value !== undefined;
	return (
		<>
			<h1>Submission</h1>
			<Await loaded={loaded}>{(submission) => <Details submission={submission} />}</Await>
		</>
	);
}

function Details({ submission: { id, problem_id, created_at, code, result } }: { readonly submission: SubmissionRecord }) {
	const [test, setTest] = useState<string>();
	return (
		<>
			<p class="lead">
				<VerdictMark verdict={result.verdict} /> {count(result.passed)} of {count(result.total)} tests passed
			</p>
			<dl class="facts">
				<dt>Problem</dt>
				<dd>
					<a class="id" href={linkTo('problems', problem_id)}>
						{problem_id}
					</a>
				</dd>
				<dt>Language</dt>
				<dd>{result.language}</dd>
				<dt>Judged</dt>
				<dd>{time(created_at)}</dd>
				{result.suspicion === undefined ? null : (
					<>
						<dt>Suspicion</dt>
						<dd>{result.suspicion.map(words).join(', ')}</dd>
					</>
				)}
			</dl>
			<p>
				<a class="button" href={linkTo('try', problem_id, id)}>
					Change and run it
				</a>
			</p>
			{result.compile_output === undefined ? null : (
				<section class="card" aria-labelledby="compiler">
					<h2 id="compiler">Compiler</h2>
					<Text name="What the compiler says">{result.compile_output}</Text>
				</section>
			)}
			<section class="card" aria-labelledby="tests">
				<h2 id="tests">Tests</h2>
				<TestTable
					tests={result.tests}
					action={({ id: testId }) => (
						<button type="button" class="plain" aria-label={`Compare the outputs of test ${testId}`} onClick={() => setTest(testId)}>
							Compare
						</button>
					)}
				/>
			</section>
			{test === undefined ? null : <OutputsOf key={test} submission={id} test={test} />}
			<section class="card" aria-labelledby="program">
				<h2 id="program">Program</h2>
				<Text name="The program">{code}</Text>
			</section>
		</>
	);
}
