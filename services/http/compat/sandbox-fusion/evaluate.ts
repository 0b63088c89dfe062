import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Checker, type Problem, testIdsOf } from '../../../../testcases/schema.ts';
import type { GradeResult, TestResult } from '../../../contract/verdict.ts';
import { AssayError } from '../../../errors.ts';
import type { LanguageInfo, Submission } from '../../../execution/contract.ts';
import { type Found, findProgram } from '../../../planning/extract.ts';
import { toSubmission } from '../../../planning/submission.ts';
import type { Case, Desk } from '../desk.ts';
import { msOf, Seconds, suiteLimits } from '../quantities.ts';
import { inputsAndOutputs, suiteOf } from '../suites.ts';
import { languageNames } from './languages.ts';
import { sandboxError } from './run-code.ts';
import { DatasetId, EvalResult, type RunCodeResponse } from './shapes.ts';

const seconds = Seconds.nullish();

/** What a submission says besides the program. */
const TestConfig = z.object({
	language: z.string().max(64).nullish(),
	compile_timeout: seconds,
	run_timeout: seconds,
	memory_limit_MB: z.number().nullish(),
	provided_data: z.unknown().optional(),
	extra: z.looseObject({}).nullish(),
});

const SubmitRequest = z.object({ dataset: z.string(), id: DatasetId, completion: z.string(), config: TestConfig });

const BatchRequest = z.object({
	id: DatasetId.nullish(),
	completion: z.string(),
	config: TestConfig.extend({
		language: z.string().min(1).max(64),
		provided_data: z.object({
			test_cases: z.object({
				type: z.enum(['stdin_stdout', 'function_call']).nullish(),
				input: z.array(z.unknown()),
				output: z.array(z.unknown()),
				fn_name: z.string().nullish(),
				json_input: z.boolean().nullish(),
			}),
		}),
		extra: z
			.object({
				run_all_cases: z.boolean().nullish().describe('All are run, whatever is asked for; what is needed is in `tests`.'),
				total_timeout: Seconds.nullish(),
				special_judge_program: z.string().nullish(),
				special_judge_language: z.string().nullish(),
			})
			.nullish(),
	}),
});

const usualSeconds = 10;

/** `POST /submit` over our own problems, and ScaleBox's `POST /common_evaluate_batch` with tests of its own. */
export function evaluateRoutes(desk: Desk): FastifyPluginAsyncZod {
	const { store } = desk.dependencies;
	return async (app) => {
		app.post(
			'/submit',
			{ schema: { summary: 'Judge a completion on a problem', body: SubmitRequest, response: { 200: EvalResult } } },
			async (request, reply) => {
				const { dataset, id, completion, config } = request.body;
				const problem = await findProblem(store, request.tenant, dataset, String(id));
				const language = await desk.language(config.language ?? 'python', languageNames);
				return await evaluate(desk.open(request, reply), { id, completion, problem, language });
			},
		);
		app.post(
			'/common_evaluate_batch',
			{ schema: { summary: 'Judge a completion on tests that come with it', body: BatchRequest, response: { 200: EvalResult } } },
			async (request, reply) => {
				const { completion, config } = request.body;
				const { test_cases } = config.provided_data;
				const language = await desk.language(config.language, languageNames);
				const problem = suiteOf(batchOf(test_cases), {
					compare: { method: test_cases.fn_name ? 'livecodebench' : 'sandboxfusion' },
					checker: specialJudge(config.extra ?? {}),
					limits: suiteLimits(msOf(config.run_timeout ?? usualSeconds), config.memory_limit_MB ?? undefined),
				});
				const patienceMs = msOf(config.extra?.total_timeout ?? 300);
				return await evaluate(desk.open(request, reply, { patienceMs }), { id: request.body.id ?? '', completion, problem, language });
			},
		);
	};
}

/** A problem of a dataset: our problem `DATASET/ID`, or where the dataset is `assay`, simply `ID`. Throws `problem_not_found`. */
export async function findProblem(store: Desk['dependencies']['store'], tenant: string, dataset: string, id: string): Promise<Problem> {
	const name = dataset === allProblems ? id : `${dataset}/${id}`;
	const found = await store.getProblem(tenant, name);
	if (found !== undefined) return found.problem;
	throw new AssayError('problem_not_found', `no problem ${JSON.stringify(name)}`);
}

/** The dataset that has them all. */
export const allProblems = 'assay';

type Batch = z.infer<typeof BatchRequest>['config']['provided_data']['test_cases'];

/** With `json_input` arguments are lines of JSON; else they are lists, and what is expected is a list of one. */
function batchOf({ type, input, output, fn_name, json_input }: Batch) {
	if (type === 'stdin_stdout' || !fn_name) return inputsAndOutputs({ inputs: input, outputs: output });
	if (json_input === true) return inputsAndOutputs({ inputs: input, outputs: output, fn_name });
	const expected = output.map((value) => (Array.isArray(value) ? value[0] : value));
	return inputsAndOutputs({ inputs: input, outputs: expected.map((value) => JSON.stringify(value)), fn_name });
}

function specialJudge(extra: NonNullable<z.infer<typeof BatchRequest>['config']['extra']>): Checker | undefined {
	const { special_judge_program: code, special_judge_language: name } = extra;
	return code ? { protocol: 'scalebox', language: name ?? 'python', code } : undefined;
}

interface Evaluation {
	readonly id: string | number;
	readonly completion: string;
	readonly problem: Problem;
	readonly language: LanguageInfo;
}

/** Rejects with `no_verdict` where a fault of ours decides, so that the client asks again. */
async function evaluate(open: Case, { id, completion, problem, language }: Evaluation): Promise<EvalResult> {
	const submission = submissionOf(problem, { language: language.name, completion }, [language]);
	const answer = { id, test_code: null, extra: null };
	if (submission === undefined) {
		const code = { extracted_code: '', full_code: null, extracted_type: 'empty' as const };
		const tests = testIdsOf(problem).map((test) => ({ passed: false, exec_info: empty('no program was found'), test_info: { id: test } }));
		return { ...answer, ...code, accepted: false, tests };
	}
	const { code } = submission;
	const found = findProgram(completion, language.name, language.aliases);
	const result = await open.judge(submission);
	if (result.verdict === 'no_verdict') throw new AssayError('no_verdict', result.reason ?? 'the program was not judged');
	return {
		...answer,
		...{ accepted: result.verdict === 'accepted', extracted_code: found?.code ?? completion, full_code: code },
		extracted_type: types[found?.how ?? 'bare'],
		tests: result.tests.map((test) => ({ passed: test.verdict === 'accepted', exec_info: execInfo(test, result), test_info: { ...test } })),
	};
}

const types = { fenced: 'fenced', unclosed: 'incomplete_fenced', bare: 'heuristic' } as const satisfies Record<Found['how'], string>;

/** Undefined where a completion holds no program. */
function submissionOf(...[problem, request, languages]: Parameters<typeof toSubmission>): Submission | undefined {
	try {
		return toSubmission(problem, request, languages);
	} catch (error) {
		if (error instanceof AssayError && error.code === 'no_code') return undefined;
		throw error;
	}
}

const empty = (message: string): RunCodeResponse => ({ ...sandboxError(message), status: 'Failed' });

/** How a test went, in the words of `/run_code`, as far as it is kept. */
function execInfo(test: TestResult, { compile_output }: GradeResult): RunCodeResponse {
	const { verdict, reason = '', wall_ms, exit_code, signal, stderr } = test;
	if (verdict === 'no_verdict') return sandboxError(reason);
	const said = { execution_time: wall_ms / 1000, stdout: null, stderr: stderr ?? '' };
	if (verdict === 'compile_error') {
		const compile_result = { ...said, status: 'Finished' as const, return_code: 1, stderr: compile_output ?? '' };
		return { ...empty(reason), compile_result };
	}
	if (verdict === 'time_limit') return { ...empty(reason), run_result: { ...said, status: 'TimeLimitExceeded', return_code: null } };
	const ended = verdict === 'accepted' || verdict === 'wrong_answer';
	const return_code = ended ? (exit_code ?? 0) : (exit_code ?? -(signal ?? 9));
	return { ...empty(reason), status: ended ? 'Success' : 'Failed', run_result: { ...said, status: 'Finished', return_code } };
}
