import { type IoiTask, ioiConfigName, ioiTask } from '../../../../testcases/formats/ioi-task.ts';
import { Problem } from '../../../../testcases/schema.ts';
import { parseJson } from '../../../contract/json.ts';
import { parseShape } from '../../../contract/validation.ts';
import type { GradeResult, TestResult } from '../../../contract/verdict.ts';
import { AssayError } from '../../../errors.ts';
import type { Submission } from '../../../execution/contract.ts';
import { checkedName, suiteLimits } from '../quantities.ts';
import { withoutVerdict } from '../without-verdict.ts';
import { type ExecuteRequest, type ExecuteResponse, fine } from './shapes.ts';

/**
 * The packages that open-r1 has put into Piston judge by themselves: the program comes
 * with the input, the answer and a checker among its files, and stdout is the score. Here
 * they are judged by the engine, so that no program finds the answer beside it.
 */
export function contestOf(request: ExecuteRequest): Submission | undefined {
	const { language } = request;
	const isContest =
		language === 'cms_ioi' || (codeforcesLanguages.has(language) && request.files.some(({ name }) => name === 'grader_config'));
	if (!isContest) return undefined;
	const files: Files = new Map(request.files.map(({ name = '', content }) => [checkedName(name), content]));
	return language === 'cms_ioi' ? ioiOf(files) : codeforcesOf(files, language);
}

/** Contents by name. */
type Files = ReadonlyMap<string, string>;

/** Of Codeforces; `c++17` is also a name for plain C++, which comes without `grader_config`. */
const codeforcesLanguages: ReadonlyMap<string, string> = new Map([
	['cf_python3', 'python'],
	['cf_c++17', 'cpp'],
	['c++17', 'cpp'],
]);

/** `main.py` or `main.cpp`, `input.txt`, `correct_output.txt`, `checker.py` where there are several right answers, and `grader_config`. */
function codeforcesOf(files: Files, name: string): Submission {
	const language = codeforcesLanguages.get(name) ?? 'cpp';
	const config = new Map((files.get('grader_config') ?? '').split('\n').map((line) => splitAt(line, '=')));
	if (config.get('INPUT_MODE') === 'file') {
		throw new AssayError('unsupported_test', 'problems that are read from input.txt and written to output.txt are not judged here');
	}
	const checker = files.get('checker.py');
	const problem = parseShape(Problem, {
		...{ id: 'codeforces', compare: { method: 'codeforces' } },
		tests: [{ kind: 'stdio', input: needed(files, 'input.txt'), output: needed(files, 'correct_output.txt') }],
		limits: limitsFrom(Number(config.get('TIME_LIMIT')), Number(config.get('MEMORY_LIMIT'))),
		...(checker === undefined ? {} : { checker: { protocol: 'codeforces', language: 'python', code: checker } }),
	});
	return { problem, language, code: needed(files, language === 'python' ? 'main.py' : 'main.cpp') };
}

/** `graders/TASK.cpp` is the program, which is compiled with what else is in `graders/`; `checker/` has the checker, if there is one. */
function ioiOf(files: Files): Submission {
	const { kind, main, graders, checker, timeLimitSeconds, memoryMb } = taskOf(files);
	if (kind !== 'Batch') throw new AssayError('unsupported_test', `tasks of type ${kind} are not judged here`);
	const problem = parseShape(Problem, {
		...{ id: 'ioi', compare: { method: 'lines' } },
		tests: [{ kind: 'stdio', input: needed(files, 'input.txt'), output: needed(files, 'correct_output.txt') }],
		limits: limitsFrom(timeLimitSeconds, memoryMb),
		...(checker === undefined ? {} : { checker }),
	});
	return { problem, language: 'cpp', code: needed(files, main), files: graders };
}

function taskOf(files: Files): IoiTask {
	const task = ioiTask(parseJson(Buffer.from(needed(files, ioiConfigName))), files);
	if (task !== undefined) return task;
	throw new AssayError('invalid_request', `${ioiConfigName} needs task_type, code and time_limit`);
}

const usualSeconds = 10;

function limitsFrom(seconds: number, memoryMb: number) {
	return suiteLimits((seconds > 0 ? seconds : usualSeconds) * 1000, memoryMb > 0 ? memoryMb : undefined);
}

function needed(files: Files, name: string): string {
	const content = files.get(name);
	if (content !== undefined) return content;
	throw new AssayError('invalid_request', `there is no ${name} among the files`);
}

const splitAt = (line: string, sign: string): [string, string] => {
	const at = line.indexOf(sign);
	return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
};

/** As the packages say it: the score on stdout, why on stderr, and always a stage for the compiler. Throws `no_verdict` for a fault of ours. */
export function contestResponse(result: GradeResult, runtime: Pick<ExecuteResponse, 'language' | 'version'>): ExecuteResponse {
	const [test] = result.tests;
	if (test === undefined || test.verdict === 'no_verdict') throw withoutVerdict(result.reason);
	if (test.verdict === 'compile_error') {
		const said = result.compile_output ?? '';
		const compile = { ...fine, code: 1, stderr: said, output: said, message: 'Exited with error status 1', status: 'RE' as const };
		return { ...runtime, compile, run: compile };
	}
	const stdout = `${test.verdict === 'accepted' ? 1 : (test.score ?? 0)}\n`;
	const stderr = feedbackOf(test);
	const measured = { cpu_time: Math.round(test.cpu_ms), wall_time: Math.round(test.wall_ms), memory: test.memory_kb * 1024 };
	return { ...runtime, compile: fine, run: { ...fine, stdout, stderr, output: stdout + stderr, ...measured } };
}

/** In the words that open-r1 looks for. */
function feedbackOf({ verdict, reason = '' }: TestResult): string {
	switch (verdict) {
		case 'accepted':
			return 'Output is correct\n';
		case 'wrong_answer':
			return `Output isn't correct\n${reason}\n`;
		case 'time_limit':
			return `Time limit exceeded\n${reason}\n`;
		case 'memory_limit':
			return `Memory limit exceeded\n${reason}\n`;
		default:
			return `Runtime error: ${reason}\n`;
	}
}
