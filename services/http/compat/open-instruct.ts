import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../../testcases/schema.ts';
import { parseJson } from '../../contract/json.ts';
import { parseShape } from '../../contract/validation.ts';
import { AssayError } from '../../errors.ts';
import type { CompatProtocol } from './contract.ts';
import type { Desk } from './desk.ts';
import { fastApiRefusals } from './fast-api.ts';
import { msOf, Seconds, suiteLimits } from './quantities.ts';
import { withoutVerdict } from './without-verdict.ts';

const TestRequest = z.object({
	program: z.string(),
	tests: z.unknown().describe('A list, or a text with one as JSON; pickled ones are refused.'),
	max_execution_time: Seconds.default(1).describe('Seconds for a test.'),
});

const TestResponse = z.object({
	results: z.array(z.union([z.literal(0), z.literal(1)])),
	runtimes: z.array(z.number()).describe('Seconds; -1 where it failed.'),
});

const Asserts = z.array(z.string().min(1));
const StdioTests = z.array(z.object({ input: z.string(), output: z.string() }));

/** The code API of open-instruct. */
export const openInstruct: CompatProtocol = {
	name: 'open-instruct',
	description: 'For the code verifiers of open-instruct.',
	refusals: fastApiRefusals,
	routes: (desk) => async (app) => {
		app.post(
			'/test_program',
			{ schema: { summary: 'Judge a Python program by asserts', body: TestRequest, response: { 200: TestResponse } } },
			async (request, reply) => {
				const asserts = parseShape(Asserts, testsOf(request.body.tests));
				return await judge(desk, { request, reply }, request.body, {
					tests: asserts.map((code, index) => ({ id: String(index), kind: 'code', code })),
				});
			},
		);
		app.post(
			'/test_program_stdio',
			{ schema: { summary: 'Judge a Python program by its outputs', body: TestRequest, response: { 200: TestResponse } } },
			async (request, reply) => {
				const tests = parseShape(StdioTests, testsOf(request.body.tests));
				return await judge(desk, { request, reply }, request.body, {
					tests: tests.map((test, index) => ({ id: String(index), kind: 'stdio', ...test })),
					compare: { method: 'livecodebench' },
				});
			},
		);
	},
};

/** Throws `invalid_request` for tests that would have to be unpickled, which runs whatever code is in them. */
function testsOf(tests: unknown): unknown {
	if (typeof tests !== 'string') return tests ?? [];
	if (tests.trim() === '') return [];
	if (/^\s*\[/.test(tests)) return parseJson(Buffer.from(tests));
	throw new AssayError('invalid_request', 'tests: a pickle is not read here, since that runs the code in it; send a list, or one as JSON');
}

interface Exchange {
	readonly request: FastifyRequest;
	readonly reply: FastifyReply;
}
type Suite = Pick<z.input<typeof Problem>, 'tests' | 'compare'>;

/** One number for each test. Throws where one was left open, for which there is no number. */
async function judge(
	desk: Desk,
	{ request, reply }: Exchange,
	{ program, max_execution_time }: z.infer<typeof TestRequest>,
	suite: Suite,
): Promise<z.infer<typeof TestResponse>> {
	if (suite.tests.length === 0) return { results: [], runtimes: [] };
	const problem = parseShape(Problem, { id: 'inline', ...suite, limits: suiteLimits(msOf(max_execution_time)) });
	const { tests } = await desk.open(request, reply).judge({ problem, language: (await desk.language('python')).name, code: program });
	const open = tests.find(({ verdict }) => verdict === 'no_verdict');
	if (open !== undefined) throw withoutVerdict(open.reason);
	// A text with several asserts is judged one by one, and counts as one test.
	const byTest = problem.tests.map(({ id = '' }) => tests.filter((test) => test.id === id || test.id.startsWith(`${id}#`)));
	const passed = byTest.map((parts) => parts.length > 0 && parts.every(({ verdict }) => verdict === 'accepted'));
	const seconds = byTest.map((parts) => parts.reduce((sum, { wall_ms }) => sum + wall_ms, 0) / 1000);
	return { results: passed.map((fine) => (fine ? 1 : 0)), runtimes: seconds.map((taken, index) => (passed[index] ? taken : -1)) };
}
