import { testIdsOf } from '../../testcases/schema.ts';
import type { OutputsResponse, SubmissionRecord } from '../contract/submissions.ts';
import { AssayError } from '../errors.ts';
import type { AppDependencies } from './dependencies.ts';

/** Characters of each text that are shown. */
const shownCharacters = 64 << 10;
/** Where the suite is silent; nobody is judged by this run. */
const usual = { cpuMs: 10_000, memoryMb: 1024 };

/** Runs a submission on one test again, for what comes out. */
export async function outputsOf(
	{ problem_id, code, result }: SubmissionRecord,
	testId: string,
	options: { readonly tenant: string; readonly signal: AbortSignal },
	{ store, runs }: Pick<AppDependencies, 'store' | 'runs'>,
): Promise<OutputsResponse> {
	const found = await store.getProblem(options.tenant, problem_id);
	if (found === undefined) throw new AssayError('problem_not_found', 'the problem of this submission was not uploaded');
	const { tests, limits = {} } = found.problem;
	const test = tests[testIdsOf(found.problem).indexOf(testId)];
	if (test?.kind !== 'stdio') throw new AssayError('invalid_request', `the problem has no test ${JSON.stringify(testId)} of kind stdio`);
	const cpuMs = limits.cpu_ms ?? usual.cpuMs;
	const run = await runs.submit(
		{
			language: result.language,
			code,
			stdin: test.input,
			limits: { cpuMs, wallMs: 2 * cpuMs + 2_000, memoryMb: limits.memory_mb ?? usual.memoryMb, outputBytes: 4 * shownCharacters },
		},
		options,
	);
	if (!run.ok) throw new AssayError('no_verdict', run.fault);
	const { stdout = '', stderr = '', status = 'exited' } = run.run ?? run.compile ?? {};
	const texts = { input: test.input, expected: test.output, got: stdout, stderr };
	const cut = Object.values(texts).some(({ length }) => length > shownCharacters);
	const shown = (text: string) => text.slice(0, shownCharacters);
	return { input: shown(texts.input), expected: shown(texts.expected), got: shown(texts.got), stderr: shown(texts.stderr), status, cut };
}
