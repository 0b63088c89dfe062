import { useEffect, useRef, useState } from 'preact/hooks';
import type { GradeRequest, GradeResult, TestResult } from '../../../clients/typescript/src/index.ts';
import { count } from '../format.ts';
import { useLoaded, usePaused } from '../loaded.ts';
import { Failure } from '../parts/message.tsx';
import { TestTable } from '../parts/test-table.tsx';
import { Text } from '../parts/text.tsx';
import { VerdictMark } from '../parts/verdict.tsx';
import { linkTo } from '../route.ts';
import { useSession } from '../session.ts';

interface TryItProps {
	/** The problem to begin with. */
	readonly problemId?: string | undefined;
	/** The submission whose program to begin with. */
	readonly submissionId?: string | undefined;
}

/** A run, as far as it has come. */
interface Run {
	readonly tests: readonly TestResult[];
	readonly result?: GradeResult;
	readonly error?: unknown;
	readonly stop: AbortController;
}

const suggestions = 20;
const isUnderWay = (run: Run | undefined): boolean => run !== undefined && run.result === undefined && run.error === undefined;

/** A program, a language and a suite, and what comes of them. */
export function TryIt({ problemId, submissionId }: TryItProps) {
	const { assay, report } = useSession();
	const [suite, setSuite] = useState<'stored' | 'own'>(problemId === undefined ? 'own' : 'stored');
	const [id, setId] = useState(problemId ?? '');
	const [language, setLanguage] = useState('python');
	const [code, setCode] = useState('');
	const [input, setInput] = useState('');
	const [output, setOutput] = useState('');
	const [run, setRun] = useState<Run>();
	const languages = useLoaded(async (signal) => await assay.languages({ signal }), []);
	const searched = usePaused(id);
	const found = useLoaded(
		async (signal) => (await assay.problems({ limit: suggestions, ...(searched === '' ? {} : { search: searched }) }, { signal })).problems,
		[searched],
	);
	useEffect(() => {
		if (submissionId === undefined) return;
		assay.submission(submissionId).then((submission) => {
			setCode(submission.code);
			setLanguage(submission.result.language);
		}, report);
	}, [assay, submissionId]);
	const latest = useRef(run);
	latest.current = run;
	useEffect(() => () => latest.current?.stop.abort(), []);

	const start = async () => {
		run?.stop.abort();
		const stop = new AbortController();
		setRun({ tests: [], stop });
		const change = (fields: (before: Run) => Partial<Run>) =>
			setRun((before) => (before?.stop === stop ? { ...before, ...fields(before) } : before));
		const request: GradeRequest =
			suite === 'stored' ? { problem_id: id, language, code } : { problem: ownProblem(input, output), language, code };
		try {
			for await (const line of assay.gradeTests(request, { signal: stop.signal })) {
				if (line.type === 'test') change(({ tests }) => ({ tests: [...tests, line.test] }));
				else change(() => ({ result: line.result }));
			}
		} catch (error) {
			report(error);
			change(() => ({ error: stop.signal.aborted ? new Error('it was stopped') : error }));
		}
	};
	const submit = (event: Event) => {
		event.preventDefault();
		void start();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
	};
	return (
		<>
			<h1>Try it</h1>
			<form onSubmit={submit} onKeyDown={onKeyDown}>
				<fieldset>
					<legend>Suite</legend>
					<label class="choice">
						<input type="radio" name="suite" checked={suite === 'stored'} onChange={() => setSuite('stored')} /> a problem that was uploaded
					</label>
					<label class="choice">
						<input type="radio" name="suite" checked={suite === 'own'} onChange={() => setSuite('own')} /> a test of your own
					</label>
					{suite === 'stored' ? (
						<label>
							Problem
							<input list="problems" required value={id} onInput={(event) => setId(event.currentTarget.value)} />
							<datalist id="problems">
								{(found.value ?? []).map((problem) => (
									<option key={problem.id} value={problem.id}>
										{problem.title ?? ''}
									</option>
								))}
							</datalist>
						</label>
					) : (
						<div class="columns">
							<Area name="Input" value={input} onInput={setInput} rows={4} />
							<Area name="Expected output" value={output} onInput={setOutput} rows={4} />
						</div>
					)}
				</fieldset>
				<label>
					Language
					<select value={language} onChange={(event) => setLanguage(event.currentTarget.value)}>
						{(languages.value ?? []).map(({ name, title, version }) => (
							<option key={name} value={name} disabled={version === null}>
								{version === null ? `${title} (not installed)` : title}
							</option>
						))}
					</select>
				</label>
				<Area name="Program" value={code} onInput={setCode} rows={14} required />
				<p class="row">
					<button type="submit">Run</button>
					{isUnderWay(run) ? (
						<button type="button" class="plain" onClick={() => run?.stop.abort(new Error('it was stopped'))}>
							Stop
						</button>
					) : null}
					<span class="note">or Ctrl+Enter</span>
				</p>
			</form>
			{run === undefined ? null : <Outcome run={run} />}
		</>
	);
}

function Area(props: {
	readonly name: string;
	readonly value: string;
	readonly onInput: (value: string) => void;
	readonly rows: number;
	readonly required?: boolean;
}) {
	const { name, value, onInput, rows, required = false } = props;
	return (
		<label>
			{name}
			<textarea
				class="code"
				rows={rows}
				required={required}
				spellcheck={false}
				autocapitalize="off"
				autocomplete="off"
				value={value}
				onInput={(event) => onInput(event.currentTarget.value)}
			/>
		</label>
	);
}

function Outcome({ run }: { readonly run: Run }) {
	const { result, error } = run;
	return (
		<section class="card" aria-labelledby="result">
			<h2 id="result">Result</h2>
			<p class="lead" role="status">
				{result === undefined ? (
					error === undefined ? (
						`judging: ${count(run.tests.length)} tests are done`
					) : (
						'not judged'
					)
				) : (
					<VerdictMark verdict={result.verdict} />
				)}
				{result === undefined ? null : ` ${count(result.passed)} of ${count(result.total)} tests passed`}
			</p>
			{error === undefined ? null : <Failure error={error} />}
			{result?.compile_output === undefined ? null : <Text name="What the compiler says">{result.compile_output}</Text>}
			{run.tests.length === 0 ? null : <TestTable tests={result?.tests ?? run.tests} />}
			{result?.id === undefined ? null : (
				<p>
					<a href={linkTo('submissions', result.id)}>Look at it as a submission</a>
				</p>
			)}
		</section>
	);
}

const ownProblem = (input: string, output: string) => ({ id: 'own-test', tests: [{ id: 'test', kind: 'stdio' as const, input, output }] });
