import { type GradeResult, type TestResult, Verdict } from '../../services/contract/verdict.ts';
import { AssayError } from '../../services/errors.ts';
import type { Grader, LanguageInfo, Submission } from '../../services/execution/contract.ts';

/** What a fake program does, read off its source text: `accepted`, `wrong_answer`, ..., or `hang` until it is aborted. */
export interface FakeGrader extends Grader {
	/** Submissions in the order in which they were started. */
	readonly started: Submission[];
	/** Submissions whose run was aborted. */
	readonly aborted: Submission[];
	/** Resolves when the next submission starts. */
	nextStart(): Promise<Submission>;
	/** Lets every hanging submission end as accepted. */
	release(): void;
}

export const fakeLanguages: readonly LanguageInfo[] = [
	{ name: 'python', aliases: ['py', 'python3'], title: 'Python', answers: false, installed: true },
	{ name: 'cpp', aliases: ['c++'], title: 'C++', answers: false, installed: true },
	{ name: 'java', aliases: [], title: 'Java', answers: false, installed: false },
];

/** Stands in for the engine in tests of its callers: the verdicts of the tests are the program's text. */
export function createFakeGrader(
	options: { readonly concurrency?: number; readonly languages?: readonly LanguageInfo[] } = {},
): FakeGrader {
	const started: Submission[] = [];
	const aborted: Submission[] = [];
	const starts: ((submission: Submission) => void)[] = [];
	const hanging: (() => void)[] = [];
	const hang = async (submission: Submission, signal?: AbortSignal) =>
		await new Promise<void>((resolve, reject) => {
			hanging.push(resolve);
			const abort = () => {
				aborted.push(submission);
				reject(signal?.reason);
			};
			if (signal?.aborted) abort();
			signal?.addEventListener('abort', abort, { once: true });
		});
	return {
		concurrency: options.concurrency ?? 2,
		started,
		aborted,
		nextStart: async () => await new Promise((resolve) => starts.push(resolve)),
		release: () => {
			for (const resolve of hanging.splice(0)) resolve();
		},
		languages: async () => options.languages ?? fakeLanguages,
		versions: async () => new Map([['python', 'Python 3.13.0']]),
		check: ({ problem }) => problem.tests.map((test, index) => test.id ?? String(index)),
		stats: () => ({
			slots: options.concurrency ?? 2,
			busySlots: 0,
			emptySlots: 0,
			waiting: 0,
			sandboxesCreated: 1,
			sandboxesDiscarded: 0,
			compileCacheHits: 0,
			compileCacheMisses: 0,
			sandboxFaults: 0,
			diskCacheFaults: 0,
			usage: new Map(),
		}),
		grade: async (submission, { signal, onTest } = {}) => {
			started.push(submission);
			for (const resolve of starts.splice(0)) resolve(submission);
			if (submission.code.startsWith('crash')) throw new Error('the engine broke');
			if (submission.code.startsWith('bad checker')) throw new AssayError('invalid_checker', 'it does not compile');
			const result = fakeResult(submission);
			const [first, ...rest] = result.tests;
			if (first !== undefined) onTest?.(first);
			if (submission.code.startsWith('hang')) await hang(submission, signal);
			for (const test of rest) onTest?.(test);
			return result;
		},
		run: async () => {
			throw new Error('a fake engine runs nothing');
		},
		[Symbol.asyncDispose]: async () => {},
	};
}

/** The n-th word is the verdict of the n-th test, the last one of all that follow. */
function fakeResult({ problem, language, code }: Submission): GradeResult {
	const words = code.startsWith('hang') ? ['accepted'] : code.trim().split(/\s+/);
	const tests = problem.tests.map(
		(test, index): TestResult => ({
			id: test.id ?? String(index),
			verdict: Verdict.parse(words[index] ?? words.at(-1)),
			cpu_ms: 1,
			wall_ms: 2,
			memory_kb: 3,
		}),
	);
	const failed = tests.find(({ verdict }) => verdict !== 'accepted');
	const passed = tests.filter(({ verdict }) => verdict === 'accepted').length;
	return { problem_id: problem.id, language, verdict: failed?.verdict ?? 'accepted', passed, total: tests.length, tests };
}
