import { dataFile, faultsOfPackages, goldenOf, isMissing, type Labelled, labelledOf } from '../../test/data/sets.ts';
import type { TestCase } from '../../testcases/schema.ts';
import { program, tests } from '../pay.ts';
import type { Task } from './contract.ts';

/** Programs that every peer judges. */
export interface Workload {
	readonly title: string;
	readonly kind: TestCase['kind'];
	/** What it needs and is not there, in words. */
	missing?(): string | undefined;
	/** Those that pass are timed; for the others it only counts what is said of them. */
	tasks(): Promise<readonly Task[]>;
}

const trivialPrograms = 10;
/** Right on all tests but the last one; on none; ending early, as if all were well. */
const wrong = ['a, b = map(int, input().split())\nprint(a + b - (a == 49))\n', 'print(input())\n', 'import sys\nsys.exit()\n'];

const trivial: Workload = {
	title: `${trivialPrograms} trivial programs with ${tests.length} tests each, of standard input`,
	kind: 'stdio',
	async tasks() {
		const problem = { id: 'sum', tests: [...tests] };
		const right = Array.from({ length: trivialPrograms }, (_, n) => ({ id: `sum ${n}`, problem, code: `# ${n}\n${program}`, right: true }));
		return [...right, ...wrong.map((code, n) => ({ id: `not the sum ${n}`, problem, code, right: false }))];
	},
};

/** Right by the validator of ICPC, which minds neither the case of letters nor where a line ends; not every peer has such a comparator. */
const rightByValidator = ['kth-challenge-2019/peasoup/accepted/per.py', 'kth-challenge-2014/intercept/accepted/intercept_ulf.py'];
const packages = ['packages/problems.jsonl', 'packages/submissions.jsonl'] as const;

/**
 * Python submissions to problems of programming contests, by their published labels: the
 * first accepted one to each problem, and all that are wrong. Left out are problems whose
 * answers have a tolerance, since not every peer has a comparator for it, and those with a
 * limit over one second, whose programs are so slow that all judges would be equal.
 */
const contests: Workload = {
	title: 'Python submissions to KTH Challenge problems, of standard input',
	kind: 'stdio',
	missing: () => needs(...packages),
	async tasks() {
		const submissions = await labelledOf(...packages);
		return submissions
			.filter(({ language, problem: { compare, limits } }) => language === 'python' && !compare?.flags && (limits?.cpu_ms ?? 0) <= 1000)
			.filter(({ id, expected }) => expected !== 'time_limit' && !(id in faultsOfPackages) && !rightByValidator.includes(id))
			.map(taskOf)
			.filter(({ problem, right }, index, tasks) => !right || index === tasks.findIndex((task) => task.right && task.problem === problem));
	},
};

const mbppFile = 'mbpp/mbpp.jsonl';

/** Of every `every`-th problem the reference solution, and a function of its name that answers everything with the same. */
const mbpp = (every: number): Workload => ({
	title: `reference solutions of MBPP, ${every === 1 ? 'all' : `one in ${every}`}, asserts`,
	kind: 'code',
	missing: () => needs(mbppFile),
	async tasks() {
		const solutions = (await goldenOf(mbppFile, 'mbpp')).filter((_, index) => index % every === 0);
		const wrongOnes = solutions.slice(0, 10).map(({ id, problem }) => {
			const [test] = problem.tests;
			const name = test?.kind === 'code' ? test.entry_point : undefined;
			return { id: `${id}, wrong`, problem, code: `def ${name}(*arguments): return "no answer"\n`, right: false };
		});
		return [...solutions.map(taskOf), ...wrongOnes];
	},
});

export const workloads = ({ every }: { readonly every: number }): readonly Workload[] => [trivial, contests, mbpp(every)];

/** The same tasks as none that was judged before, so that nobody remembers anything. */
export function renewed(tasks: readonly Task[], mark: string): readonly Task[] {
	return tasks.map((task) => ({
		...task,
		code: `${task.code}\n# ${mark}\n`,
		problem: {
			...task.problem,
			tests: task.problem.tests.map((test) => (test.kind === 'code' ? { ...test, code: `${test.code}\n# ${mark}` } : test)),
		},
	}));
}

function taskOf({ id, problem, code, expected }: Labelled): Task {
	return { id, problem, code, right: expected === 'accepted' };
}

function needs(...names: readonly string[]): string | undefined {
	return isMissing(...names) ? `needs ${names.map(dataFile).join(' and ')}` : undefined;
}
