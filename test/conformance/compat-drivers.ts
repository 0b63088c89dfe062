import { post, type Reply } from '../support/compat.ts';

/** A program for a task with one test. */
export interface Attempt {
	readonly code: string;
	/** Absent: Python. */
	readonly language?: string;
	readonly input: string;
	readonly output: string;
	readonly seconds: number;
}

/** What a client makes of a reply: it pays, it does not, it has no verdict and may ask again, or it is told that it asked for nonsense. */
export type Outcome = 'paid' | 'unpaid' | 'no verdict' | 'refused';

/** Speaks a protocol as its clients do, and reads replies as they do. */
export interface CompatDriver {
	readonly protocol: string;
	readonly path: string;
	/** Whether programs of other languages than Python can be asked for. */
	readonly anyLanguage: boolean;
	request(attempt: Attempt): object;
	/** Of a reply with status 200; of others all clients say the same. */
	read(body: unknown, attempt: Attempt): Outcome;
}

export type Options = NonNullable<Parameters<typeof post>[2]>;

/** Sends a program, and says what the client thinks of it. */
export async function attempt(driver: CompatDriver, url: string, program: Attempt, options: Options = {}): Promise<Outcome> {
	const { language = 'python' } = program;
	const path = driver.path.replace('LANGUAGE', encodeURIComponent(language)).replace('SECONDS', String(program.seconds));
	return outcomeOf(driver, await post(url + path, driver.request(program), options), program);
}

function outcomeOf(driver: CompatDriver, { status, body }: Reply, program: Attempt): Outcome {
	if (status === 200) return driver.read(body, program);
	return status === 429 || status >= 500 ? 'no verdict' : 'refused';
}

const paidIf = (paid: boolean): Outcome => (paid ? 'paid' : 'unpaid');
const fenced = ({ code, language = 'python' }: Attempt) => `So:\n\`\`\`${language}\n${code}\n\`\`\`\n`;

type Body<Fields> = Readonly<Fields>;

export const compatDrivers: readonly CompatDriver[] = [
	{
		...{ protocol: 'SandboxFusion', path: '/run_code', anyLanguage: true },
		request: ({ code, language = 'python', input, seconds }) => ({ code, language, stdin: input, run_timeout: seconds }),
		read: (body, { output }) => {
			const { status, run_result } = body as Body<{ status: string; run_result: { stdout: string } | null }>;
			if (status === 'SandboxError') return 'no verdict';
			return paidIf(status === 'Success' && run_result?.stdout.replace(/\n+$/, '') === output);
		},
	},
	{
		...{ protocol: 'SandboxFusion', path: '/common_evaluate_batch', anyLanguage: true },
		request: (attempt) => ({
			completion: fenced(attempt),
			config: {
				...{ language: attempt.language ?? 'python', run_timeout: attempt.seconds },
				provided_data: { test_cases: { type: 'stdin_stdout', input: [attempt.input], output: [attempt.output] } },
			},
		}),
		read: (body) => paidIf((body as Body<{ accepted: boolean }>).accepted),
	},
	{
		...{ protocol: 'Piston', path: '/api/v2/execute', anyLanguage: true },
		request: ({ code, language = 'python', input, seconds }) => ({
			...{ language, version: '*', files: [{ content: code }], stdin: input, run_timeout: seconds * 1000 },
		}),
		read: (body, { output }) => {
			const { run } = body as Body<{ run: { code: number | null; stdout: string } }>;
			return paidIf(run.code === 0 && run.stdout.trim() === output);
		},
	},
	{
		...{ protocol: 'OpenRLHF', path: '/get_reward?language=LANGUAGE&timeout=SECONDS', anyLanguage: true },
		request: (attempt) => ({
			...{ query: [`Q: ${fenced(attempt)}</s>`], prompts: ['Q: '] },
			labels: [JSON.stringify({ inputs: [attempt.input], outputs: [attempt.output] })],
		}),
		read: (body) => paidIf((body as Body<{ rewards: number[] }>).rewards[0] === 1),
	},
	{
		...{ protocol: 'slime', path: '/remote_rm?language=LANGUAGE&timeout=SECONDS', anyLanguage: true },
		request: (attempt) => ({ prompt: 'Q', response: fenced(attempt), label: { inputs: [attempt.input], outputs: [attempt.output] } }),
		read: (body) => paidIf(body === 1),
	},
	{
		...{ protocol: 'NeMo Gym', path: '/verify?timeout=SECONDS', anyLanguage: false },
		request: (attempt) => ({
			responses_create_params: { input: 'Q' },
			response: { output: [{ type: 'message', content: [{ type: 'output_text', text: fenced(attempt) }] }] },
			verifier_metadata: { unit_tests: { inputs: [attempt.input], outputs: [attempt.output] } },
		}),
		read: (body) => paidIf((body as Body<{ reward: number }>).reward === 1),
	},
	{
		...{ protocol: 'NeMo-Skills', path: '/execute', anyLanguage: true },
		request: ({ code, language = 'python', input, seconds }) => ({
			...{ generated_code: code, std_input: input, timeout: seconds, language, max_output_characters: 100_000_000 },
		}),
		read: (body, { output }) => {
			const { process_status, stdout, stderr } = body as Body<{ process_status: string; stdout: string; stderr: string }>;
			return paidIf(process_status === 'completed' && stderr === '' && stdout.trim() === output);
		},
	},
	{
		...{ protocol: 'open-instruct', path: '/test_program_stdio', anyLanguage: false },
		request: ({ code, input, output, seconds }) => ({ program: code, tests: [{ input, output }], max_execution_time: seconds }),
		read: (body) => paidIf((body as Body<{ results: number[] }>).results[0] === 1),
	},
	{
		...{ protocol: 'code-judge', path: '/judge', anyLanguage: true },
		request: ({ code, language = 'python', input, output, seconds }) => ({
			...{ type: language, solution: code, input, expected_output: output },
			options: { timeout: String(seconds) },
		}),
		read: (body) => {
			const { success, reason } = body as Body<{ success: boolean; reason: string }>;
			if (reason === 'invalid_input') return 'refused';
			return reason === 'queue_timeout' || reason === 'internal_error' ? 'no verdict' : paidIf(success);
		},
	},
	{
		...{ protocol: 'E2B router', path: '/execute_batch', anyLanguage: true },
		// Its clients send scripts that judge; this one has the program's output as its value.
		request: ({ code, language = 'python', input, seconds }) => ({
			scripts: [language === 'python' ? scriptOf(code, input) : code],
			...{ languages: [language], timeout: seconds, request_timeout: 28 },
		}),
		read: (body, { output }) => {
			const [first] = body as Body<{ execution: object | null; text: string; exception_str: string | null }>[];
			if (first?.execution === null && !/limit exceeded/.test(first.exception_str ?? '')) return 'no verdict';
			return paidIf(first?.text.trim() === output);
		},
	},
];

const scriptOf = (code: string, input: string) => `import sys, io
sys.stdin = io.StringIO(${JSON.stringify(input)})
${code}`;
