import { z } from 'zod';
import { AssayError } from '../../errors.ts';
import type { RunResult, RunStage } from '../../execution/contract.ts';
import type { CompatProtocol } from './contract.ts';
import type { Case, Desk, LanguageNames, MayWait } from './desk.ts';
import { fastApiRefusals } from './fast-api.ts';
import { limitsOf, msOf, Seconds } from './quantities.ts';

const BatchRequest = z.object({
	scripts: z.array(z.string()).min(1).max(16_384),
	languages: z.array(z.string().min(1).max(64)).nullish(),
	language: z.string().min(1).max(64).default('python').describe('Of older clients: that of all scripts.'),
	timeout: Seconds.default(300).describe('Seconds for a script, and for which one may wait for a place.'),
	request_timeout: z.number().nullish(),
});

const ScriptResult = z.object({
	execution: z
		.object({
			results: z.array(z.object({ text: z.string(), is_main_result: z.literal(true) })).describe('The value of its last expression.'),
			logs: z.object({ stdout: z.array(z.string()), stderr: z.array(z.string()) }),
			error: z.object({ name: z.string(), value: z.string(), traceback: z.string() }).nullable(),
			execution_count: z.number().int(),
		})
		.nullable()
		.describe('For clients of the E2B router; null where the script was not run to its end.'),
	text: z
		.string()
		.describe('For clients of the Morph router: the value, or else what it wrote; empty where it failed, since those cannot read null.'),
	exception_str: z.string().nullable(),
});
type ScriptResult = z.infer<typeof ScriptResult>;

const languageNames: LanguageNames = { js: 'javascript', ts: 'typescript' };

/** The routers of open-r1 for E2B and MorphCloud, which have scripts run as the cells of a notebook. */
export const e2bRouter: CompatProtocol = {
	name: 'E2B router',
	description: 'For e2b_router_url and morph_router_url of open-r1.',
	refusals: fastApiRefusals,
	routes: (desk) => async (app) => {
		app.post(
			'/execute_batch',
			{ schema: { summary: 'Run scripts', body: BatchRequest, response: { 200: z.array(ScriptResult) } } },
			async (request, reply) => {
				const { scripts, languages, timeout } = request.body;
				if (languages != null && languages.length !== scripts.length) {
					throw new AssayError('invalid_request', `${scripts.length} scripts, but ${languages.length} languages`);
				}
				const items = scripts.map((code, index) => ({ code, language: languages?.[index] ?? request.body.language, ms: msOf(timeout) }));
				const open = desk.open(request, reply, { programs: scripts.length });
				const waitUntilMs = performance.now() + msOf(timeout);
				return await open.each(items, async (script) => await runScript(desk, open, script, () => performance.now() < waitUntilMs));
			},
		);
	},
};

interface Script {
	readonly code: string;
	readonly language: string;
	readonly ms: number;
}

/** What keeps one script from being run is not the failure of the others. */
async function runScript(desk: Desk, open: Case, { code, language, ms }: Script, mayWait: MayWait): Promise<ScriptResult> {
	try {
		const { name } = await desk.language(language, languageNames);
		const options = { language: name, limits: limitsOf(ms) };
		const program = name === 'python' ? { ...options, code: cell, stdin: code, fetch: [valueFile] } : { ...options, code };
		const result = resultOf(await open.run(program, mayWait));
		const { stdout = [], stderr = [] } = result.execution?.logs ?? {};
		return open.fits(result.text, ...stdout, ...stderr) ? result : notRun('the answer to the batch would be too large');
	} catch (error) {
		if (!(error instanceof AssayError)) throw error;
		return notRun(error.message);
	}
}

const valueFile = '.value';

/** Runs what comes on standard input as a notebook runs a cell, and leaves the value of its last expression in a file; what a process of the script has left there is gone by then. */
const cell = `import ast, os, sys
tree = ast.parse(sys.stdin.read(), "script.py")
last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
space = {"__name__": "__main__", "__builtins__": __builtins__}
exec(compile(tree, "script.py", "exec"), space)
value = None if last is None else eval(compile(ast.Expression(last.value), "script.py", "eval"), space)
try:
    os.unlink("/box/${valueFile}")
except OSError:
    pass
if value is not None:
    with open("/box/${valueFile}", "x", encoding="utf-8", errors="replace") as file:
        file.write(repr(value))
`;

const limitNames = { cpu_limit: 'time', wall_limit: 'time', memory_limit: 'memory', output_limit: 'output' } as const;

const notRun = (why: string): ScriptResult => ({ execution: null, text: '', exception_str: why });

function resultOf(result: RunResult): ScriptResult {
	if (!result.ok) return notRun(result.fault);
	const stage = result.run ?? result.compile;
	if (stage === undefined) return notRun('the script was not run');
	if (stage.status !== 'exited' && stage.status !== 'signaled') return notRun(`${limitNames[stage.status]} limit exceeded`);
	const { stdout, stderr } = stage;
	const value = result.files.map(({ base64 }) => Buffer.from(base64, 'base64').toString())[0];
	const error = errorOf(stage);
	const results = value === undefined || error !== null ? [] : [{ text: value, is_main_result: true as const }];
	const logs = { stdout: stdout === '' ? [] : [stdout], stderr: stderr === '' ? [] : [stderr] };
	const said = error === null ? (results[0]?.text ?? stdout) : '';
	return {
		execution: { results, logs, error, execution_count: 1 },
		text: said,
		exception_str: error === null ? (said === '' ? 'No output from execution' : null) : `${error.name}: ${error.value}`,
	};
}

/** The exception at the end of a traceback. */
function errorOf({ exitCode, signal, stderr }: RunStage): { name: string; value: string; traceback: string } | null {
	if (exitCode === 0 && signal === 0) return null;
	const last = stderr.trimEnd().split('\n').at(-1) ?? '';
	const [, name, value = ''] = /^([A-Za-z_][\w.]*)(?:: (.*))?$/.exec(last) ?? [];
	return { name: name ?? 'ExitCode', value: name === undefined ? String(signal === 0 ? exitCode : -signal) : value, traceback: stderr };
}
