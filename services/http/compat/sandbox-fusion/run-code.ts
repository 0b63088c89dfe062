import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RunResult, RunStage } from '../../../execution/contract.ts';
import type { Desk } from '../desk.ts';
import { checkedFiles, checkedName, limitsOf, msOf, Seconds } from '../quantities.ts';
import { languageNames } from './languages.ts';
import { type CommandResult, RunCodeResponse } from './shapes.ts';

const RunCodeRequest = z.object({
	code: z.string(),
	language: z.string().min(1).max(64),
	compile_timeout: Seconds.default(10),
	run_timeout: Seconds.default(10),
	memory_limit_MB: z.number().int().default(-1),
	stdin: z.string().nullish(),
	files: z.record(z.string(), z.base64().nullable()).nullish().describe('Base64 by name, for the working directory.'),
	fetch_files: z.array(z.string()).max(64).nullish().describe('Names of files that are wanted back.'),
});

/** Clients of verl wait for the compiler, the program and 10 s; a 504 they send again, and nothing else. */
const spareMs = 8_000;

/** `POST /run_code`. */
export function runCodeRoutes(desk: Desk): FastifyPluginAsyncZod {
	return async (app) => {
		app.post(
			'/run_code',
			{
				schema: {
					summary: 'Run a program',
					description: '504 means that there is no room for it now.',
					body: RunCodeRequest,
					response: { 200: RunCodeResponse },
				},
			},
			async (request, reply) => {
				const { code, stdin, files, fetch_files, memory_limit_MB, ...rest } = request.body;
				const language = (await desk.language(rest.language, languageNames)).name;
				const [compileMs, runMs] = [msOf(rest.compile_timeout), msOf(rest.run_timeout)];
				const sent = Object.entries(files ?? {}).flatMap(([name, base64]) => (base64 === null ? [] : [{ name, base64 }]));
				const program = {
					...{ language, code, compileMs },
					...{ files: checkedFiles(sent), fetch: (fetch_files ?? []).map(checkedName) },
					stdin: stdin ?? '',
					limits: limitsOf(runMs, memory_limit_MB),
				};
				return responseOf(await desk.open(request, reply, { patienceMs: compileMs + runMs + spareMs }).run(program));
			},
		);
	};
}

function responseOf(result: RunResult): RunCodeResponse {
	if (!result.ok) return sandboxError(result.fault);
	const [compile, run] = [result.compile, result.run].map((stage) => (stage === undefined ? null : commandResult(stage)));
	const fine = run !== null && run !== undefined && run.status === 'Finished' && run.return_code === 0;
	return {
		...{ status: fine ? 'Success' : 'Failed', message: '', executor_pod_name: null },
		...{ compile_result: compile ?? null, run_result: run ?? null },
		files: Object.fromEntries(result.files.map(({ name, base64 }) => [name, base64])),
	};
}

export function sandboxError(message: string): RunCodeResponse {
	return { status: 'SandboxError', message, compile_result: null, run_result: null, executor_pod_name: null, files: {} };
}

function commandResult(stage: RunStage): CommandResult {
	const { wallMs, stdout, stderr } = stage;
	return { ...ending(stage), execution_time: wallMs / 1000, stdout, stderr: stderr + remark(stage) };
}

/** Signals are negative return codes, as Python has them. */
function ending({ status, exitCode, signal }: RunStage): Pick<CommandResult, 'status' | 'return_code'> {
	switch (status) {
		case 'exited':
			return { status: 'Finished', return_code: exitCode };
		case 'signaled':
			return { status: 'Finished', return_code: -signal };
		case 'cpu_limit':
		case 'wall_limit':
			return { status: 'TimeLimitExceeded', return_code: null };
		case 'memory_limit':
			return { status: 'Finished', return_code: -9 };
		case 'output_limit':
			return { status: 'Finished', return_code: -25 };
	}
}

const remarks = {
	memory_limit: '\nstopped: it used more memory than it may\n',
	output_limit: '\nstopped: it wrote more than it may\n',
} as const;

const remark = ({ status }: RunStage): string => (status === 'memory_limit' || status === 'output_limit' ? remarks[status] : '');
