import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AssayError } from '../../errors.ts';
import type { RunResult } from '../../execution/contract.ts';
import { blameOf, type CompatProtocol } from './contract.ts';
import type { Case, Desk, MayWait } from './desk.ts';
import { fastApiRefusals } from './fast-api.ts';
import { limitsOf, msOf, Seconds } from './quantities.ts';

const SubId = z.string().max(512).nullish();

const Submission = z.object({
	sub_id: SubId.describe('Comes back with the result; default: a random one.'),
	type: z.string().min(1).max(64).describe('`python`, `cpp`, or any other language.'),
	solution: z.string(),
	input: z.string().nullish(),
	expected_output: z.string().nullish().describe('Without it a program only has to run.'),
	options: z.looseObject({ timeout: z.coerce.number().pipe(Seconds).optional().describe('Seconds; 10 where it is not said.') }).nullish(),
});
type Submission = z.infer<typeof Submission>;

const BatchSubmission = z.object({
	sub_id: SubId,
	type: z.literal('batch').default('batch'),
	submissions: z.array(Submission).min(1).max(16_384),
});

const JudgeResult = z.object({
	sub_id: z.string(),
	success: z.boolean(),
	run_success: z.boolean(),
	cost: z.number().describe('Seconds.'),
	reason: z
		.enum(['', 'worker_timeout', 'queue_timeout', 'internal_error', 'invalid_input'])
		.describe('queue_timeout: there was no room, ask again. internal_error: a fault of ours.'),
});
const RunResultShape = JudgeResult.extend({
	stdout: z.string().nullable().describe('Null too where the answer to a batch would become too large.'),
	stderr: z.string().nullable(),
});
type FullResult = z.infer<typeof RunResultShape>;

const batchOf = <Result extends z.ZodType>(result: Result) => z.object({ sub_id: z.string(), results: z.array(result) });

/** The limit of the original. */
const usualSeconds = 10;
/** For how long batches wait; what is not done by then has a `queue_timeout`, and is sent again. */
const batchMs = 300_000;
const longBatchMs = 3_500_000;

/** code-judge (github.com/0xWJ/code-judge), which rStar and others call. */
export const codeJudge: CompatProtocol = {
	name: 'code-judge',
	description: 'For clients of code-judge.',
	refusals: fastApiRefusals,
	routes: (desk) => async (app) => {
		app.get('/ping', { schema: { summary: 'Whether it lives', response: { 200: z.string() } } }, async (_request, reply) =>
			reply.type('application/json').send('"pong"'),
		);
		app.get(
			'/status',
			{
				schema: {
					summary: 'How many programs wait, and how many can run',
					response: { 200: z.object({ queue: z.number().int(), num_workers: z.number().int() }) },
				},
			},
			async () => {
				const { waiting, concurrency } = desk.dependencies.runs.stats();
				return { queue: waiting, num_workers: concurrency };
			},
		);
		app.post(
			'/judge',
			{ schema: { summary: 'Judge a program', body: Submission, response: { 200: JudgeResult } } },
			async (request, reply) => {
				return withoutOutput(await judge(desk, desk.open(request, reply), request.body));
			},
		);
		app.post(
			'/run',
			{ schema: { summary: 'Judge a program, and say what it wrote', body: Submission, response: { 200: RunResultShape } } },
			async (request, reply) => await judge(desk, desk.open(request, reply), request.body),
		);
		const batches = [
			{ path: 'batch', patienceMs: batchMs },
			{ path: 'long-batch', patienceMs: longBatchMs },
		];
		for (const { path, patienceMs } of batches) {
			app.post(
				`/judge/${path}`,
				{ schema: { summary: 'Judge programs', body: BatchSubmission, response: { 200: batchOf(JudgeResult) } } },
				async (request, reply) => {
					const { sub_id, submissions } = request.body;
					const open = desk.open(request, reply, { programs: submissions.length, patienceMs });
					const results = await judgeAll(desk, open, submissions);
					return { sub_id: sub_id || randomUUID(), results: results.map(withoutOutput) };
				},
			);
			app.post(
				`/run/${path}`,
				{
					schema: { summary: 'Judge programs, and say what they wrote', body: BatchSubmission, response: { 200: batchOf(RunResultShape) } },
				},
				async (request, reply) => {
					const { sub_id, submissions } = request.body;
					const open = desk.open(request, reply, { programs: submissions.length, patienceMs });
					return { sub_id: sub_id || randomUUID(), results: await judgeAll(desk, open, submissions) };
				},
			);
		}
	},
};

const withoutOutput = ({ sub_id, success, run_success, cost, reason }: FullResult) => ({ sub_id, success, run_success, cost, reason });

async function judgeAll(desk: Desk, open: Case, submissions: readonly Submission[]): Promise<FullResult[]> {
	return await open.each(submissions, async (submission) => await judge(desk, open, submission, () => true));
}

/** Never rejects for what can be said in a result: no room, a fault of ours, a language that is not here. */
async function judge(desk: Desk, open: Case, submission: Submission, mayWait?: MayWait): Promise<FullResult> {
	const startedMs = performance.now();
	const failed = { sub_id: submission.sub_id || randomUUID(), success: false, run_success: false, stdout: null, stderr: null };
	try {
		const language = (await desk.language(submission.type)).name;
		const program = {
			language,
			code: submission.solution,
			stdin: submission.input ?? '',
			limits: limitsOf(msOf(submission.options?.timeout ?? usualSeconds)),
		};
		return { ...failed, ...withRoom(open, verdictOf(await open.run(program, mayWait), submission)) };
	} catch (error) {
		const reason = reasonOf(error);
		if (reason === undefined) throw error;
		return { ...failed, cost: (performance.now() - startedMs) / 1000, reason };
	}
}

/** The verdict is as it is, whether or not what the program wrote has a place in the answer. */
function withRoom<Result extends Pick<FullResult, 'stdout' | 'stderr'>>(open: Case, result: Result): Result {
	return open.fits(result.stdout ?? '', result.stderr ?? '') ? result : { ...result, stdout: null, stderr: null };
}

function reasonOf(error: unknown): FullResult['reason'] | undefined {
	if (!(error instanceof AssayError)) return undefined;
	switch (blameOf(error)) {
		case 'busy':
			return 'queue_timeout';
		case 'fault':
			return 'internal_error';
		case 'request':
			return 'invalid_input';
	}
}

/** Outputs are compared without the white space around them. */
function verdictOf(result: RunResult, { expected_output }: Submission): Omit<FullResult, 'sub_id'> {
	const none = { success: false, run_success: false, stdout: null, stderr: null };
	if (!result.ok) return { ...none, cost: 0, reason: 'internal_error' };
	const stage = result.run ?? result.compile;
	if (stage === undefined) return { ...none, cost: 0, reason: 'internal_error' };
	const { status, exitCode, wallMs, stdout, stderr } = stage;
	const run_success = result.run !== undefined && status === 'exited' && exitCode === 0;
	const as_expected = expected_output == null || stdout.trim() === expected_output.trim();
	const timeout = status === 'cpu_limit' || status === 'wall_limit';
	return { success: run_success && as_expected, run_success, cost: wallMs / 1000, stdout, stderr, reason: timeout ? 'worker_timeout' : '' };
}
