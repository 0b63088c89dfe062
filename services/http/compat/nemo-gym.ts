import { promisify } from 'node:util';
import { type InputType, inflate as inflateWithCallback, type ZlibOptions } from 'node:zlib';
import { z } from 'zod';
import { parseJson } from '../../contract/json.ts';
import { parseShape } from '../../contract/validation.ts';
import type { GradeResult, Verdict } from '../../contract/verdict.ts';
import { AssayError } from '../../errors.ts';
import { extractProgram } from '../../planning/extract.ts';
import type { CompatProtocol } from './contract.ts';
import { fastApiRefusals } from './fast-api.ts';
import { msOf, Seconds, suiteLimits } from './quantities.ts';
import { InputsAndOutputs, inputsAndOutputs, suiteOf } from './suites.ts';
import { withoutVerdict } from './without-verdict.ts';

const inflate = promisify<InputType, ZlibOptions, Buffer>(inflateWithCallback);

const Content = z.looseObject({ type: z.string().optional(), text: z.string().optional() });
const OutputItem = z.looseObject({ type: z.string().optional(), content: z.union([z.string(), z.array(Content)]).nullish() });

/** Comes back with the verdict in it, so fields that are not known are kept. */
const VerifyRequest = z.looseObject({
	responses_create_params: z.looseObject({}),
	response: z.looseObject({ output: z.array(OutputItem) }).describe('As OpenAI’s Responses API has it.'),
	verifier_metadata: z
		.looseObject({
			unit_tests: z
				.union([InputsAndOutputs, z.object({ packed: z.base64(), fn_name: z.string().nullish() })])
				.describe('{inputs, outputs, fn_name?}, or the first two as base64 of zlib of JSON.'),
			difficulty: z.string().nullish(),
		})
		.describe('The tests; functions have one argument in JSON on each line of an input.'),
});

const VerifyResponse = z.looseObject({
	reward: z.number(),
	extracted_model_output: z.string().nullable(),
	extracted_model_code: z.string().nullable(),
	result: z
		.array(z.union([z.boolean(), z.number()]))
		.nullable()
		.describe('true, or -1 not compiled, -2 wrong, -3 too slow, -4 failed.'),
	metadata: z.record(z.string(), z.unknown()).nullable(),
	unit_tests_time_taken: z.number().nullable().describe('Seconds.'),
	difficulty: z.string().nullable(),
});

const Query = z.object({ timeout: z.coerce.number().pipe(Seconds).default(10).describe('Seconds for a test.') });

/** The resources server of NeMo Gym that verifies programs (`code_gen`). */
export const nemoGym: CompatProtocol = {
	name: 'NeMo Gym',
	description: 'For agents of NeMo Gym, as its resources server for programs.',
	refusals: fastApiRefusals,
	routes: (desk) => async (app) => {
		app.post(
			'/seed_session',
			{ schema: { summary: 'There is nothing to prepare', body: z.looseObject({}), response: { 200: z.object({}) } } },
			async () => ({}),
		);
		app.post(
			'/verify',
			{ schema: { summary: 'Judge a response', querystring: Query, body: VerifyRequest, response: { 200: VerifyResponse } } },
			async (request, reply) => {
				const { unit_tests, difficulty = null } = request.body.verifier_metadata;
				const output = outputText(request.body.response.output);
				const language = await desk.language('python');
				const code = extractProgram(output, language.name, language.aliases);
				const answer = { ...request.body, difficulty, extracted_model_output: output === '' ? null : output };
				if (code === null) {
					return { ...answer, reward: 0, extracted_model_code: null, result: null, metadata: null, unit_tests_time_taken: null };
				}
				const options = { compare: { method: 'livecodebench' }, limits: suiteLimits(msOf(request.query.timeout)) } as const;
				const problem = suiteOf(inputsAndOutputs(await unpacked(unit_tests)), options);
				const startedMs = performance.now();
				const result = await desk.open(request, reply).judge({ problem, language: language.name, code });
				if (result.verdict === 'no_verdict') throw withoutVerdict(result.reason);
				return {
					...answer,
					...{ reward: result.verdict === 'accepted' ? 1 : 0, extracted_model_code: code },
					...{ result: result.tests.map(({ verdict }) => codes[verdict]), metadata: metadataOf(result) },
					unit_tests_time_taken: (performance.now() - startedMs) / 1000,
				};
			},
		);
	},
};

/** The text of all messages, as `output_text` of OpenAI's client. */
function outputText(output: readonly z.infer<typeof OutputItem>[]): string {
	return output
		.filter(({ type = 'message' }) => type === 'message')
		.flatMap(({ content }) => (typeof content === 'string' ? [content] : (content ?? []).map(({ text = '' }) => text)))
		.join('');
}

/** As LiveCodeBench has them. */
const codes: Readonly<Record<Verdict, boolean | number>> = {
	accepted: true,
	wrong_answer: -2,
	output_limit: -2,
	time_limit: -3,
	runtime_error: -4,
	memory_limit: -4,
	compile_error: -1,
	skipped: -1,
	no_verdict: -1,
};

function metadataOf({ verdict, reason = '', tests }: GradeResult): Record<string, unknown> {
	if (verdict === 'accepted') return {};
	const at = tests.findIndex((test) => test.verdict !== 'accepted');
	return { error_code: codes[verdict], error_message: reason, test: at };
}

const mostUnpackedBytes = 256 << 20;

async function unpacked(tests: z.infer<typeof VerifyRequest>['verifier_metadata']['unit_tests']): Promise<InputsAndOutputs> {
	if (!('packed' in tests)) return tests;
	const bytes = await inflate(Buffer.from(tests.packed, 'base64'), { maxOutputLength: mostUnpackedBytes }).catch((cause: unknown) => {
		throw new AssayError('invalid_request', 'verifier_metadata.unit_tests.packed: not base64 of zlib, or too large', { cause });
	});
	return { ...parseShape(InputsAndOutputs, parseJson(bytes)), fn_name: tests.fn_name };
}
