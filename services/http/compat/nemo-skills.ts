import { z } from 'zod';
import { errorCatalogue } from '../../errors.ts';
import type { RunResult, RunStage } from '../../execution/contract.ts';
import type { CompatProtocol } from './contract.ts';
import type { LanguageNames } from './desk.ts';
import { limitsOf, msOf, Seconds } from './quantities.ts';

const ExecuteRequest = z.object({
	generated_code: z.string(),
	std_input: z.string().nullish(),
	timeout: Seconds.default(10),
	language: z.string().min(1).max(64).default('ipython'),
	max_output_characters: z.number().int().min(0).default(1000),
	traceback_verbosity: z.string().optional().describe('Tracebacks are Python’s own.'),
});

const ExecuteResponse = z.object({
	process_status: z.enum(['completed', 'timeout', 'error']),
	stdout: z.string(),
	stderr: z.string(),
});
type ExecuteResponse = z.infer<typeof ExecuteResponse>;

/** There are no sessions here, which is what IPython is for there. */
const languageNames: LanguageNames = { shell: 'bash', pypy3: 'pypy', ipython: null, lean4: null };

/** What NeMo-Skills tells from a result: an error is one where the program could not be run, and so are all of ours. */
export const nemoSkills: CompatProtocol = {
	name: 'NeMo-Skills',
	description: 'For the sandbox client of NeMo-Skills, without its sessions.',
	refusals: {
		shape: ExecuteResponse,
		of: (error) => ({
			status: errorCatalogue[error.code].status,
			body: { process_status: 'error', stdout: '', stderr: `${error.message}\n` },
		}),
	},
	routes: (desk) => async (app) => {
		app.post(
			'/execute',
			{
				schema: {
					summary: 'Run a program',
					body: ExecuteRequest,
					response: { 200: ExecuteResponse, 503: ExecuteResponse },
				},
			},
			async (request, reply) => {
				const { generated_code: code, std_input, timeout, max_output_characters } = request.body;
				const language = (await desk.language(request.body.language, languageNames)).name;
				const runMs = msOf(timeout);
				const program = { language, code, stdin: std_input ?? '', limits: limitsOf(runMs), compileMs: runMs };
				const result = await desk.open(request, reply).run(program);
				if (!result.ok) return reply.code(503).send({ process_status: 'error', stdout: '', stderr: `${result.fault}\n` });
				const { process_status, stdout, stderr } = responseOf(result, timeout);
				return { process_status, stdout: cut(stdout, max_output_characters), stderr: cut(stderr, max_output_characters) };
			},
		);
		app.get(
			'/health',
			{ schema: { summary: 'Whether it lives', response: { 200: z.object({ status: z.literal('healthy') }) } } },
			async () => ({
				status: 'healthy' as const,
			}),
		);
	},
};

/** A program that fails has completed, with a traceback on stderr. */
function responseOf({ compile, run }: Extract<RunResult, { ok: true }>, timeoutSeconds: number): ExecuteResponse {
	const stage = run ?? compile;
	if (stage === undefined) return { process_status: 'error', stdout: '', stderr: 'the program was not run\n' };
	const { status, stdout, stderr } = stage;
	if (status === 'cpu_limit' || status === 'wall_limit') {
		return { process_status: 'timeout', stdout, stderr: `${stderr}Execution timed out after ${timeoutSeconds} seconds\n` };
	}
	if (run === undefined) return { process_status: 'error', stdout, stderr };
	return { process_status: 'completed', stdout, stderr: stderr + remarkOn(run) };
}

/** What a client cannot know otherwise, since it gets no exit code. */
function remarkOn({ status, exitCode, signal, stderr }: RunStage): string {
	switch (status) {
		case 'exited':
			return exitCode === 0 || stderr !== '' ? '' : `Exit code ${exitCode}\n`;
		case 'signaled':
			return `Killed by signal ${signal}\n`;
		default:
			return `${status.replace('_', ' ')} exceeded\n`;
	}
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}<output cut>` : text);
