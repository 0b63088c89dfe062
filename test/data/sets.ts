import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpp } from '../../runners/languages/cpp/manifest.ts';
import { verdictOfLabel } from '../../services/cli/batch/expectations.ts';
import type { GradeResult } from '../../services/contract/verdict.ts';
import type { Grader } from '../../services/execution/contract.ts';
import { findFormat } from '../../testcases/formats/index.ts';
import type { Problem } from '../../testcases/schema.ts';
import { repository } from '../support/local-wall.ts';

/** The folder with published data sets; not part of the repository. */
export const dataFolder = process.env.ASSAY_DATA ?? join(repository, '../shared/data');
export const dataFile = (name: string): string => join(dataFolder, name);
export const isMissing = (...names: readonly string[]): boolean => names.some((name) => !existsSync(dataFile(name)));

/** One program of a data set and the verdict that its authors say it gets. */
export interface Labelled {
	readonly id: string;
	readonly problem: Problem;
	readonly language: string;
	readonly code: string;
	readonly expected: string;
}

/** Labels of the problem packages that cannot be right on these problems, and why. */
export const faultsOfPackages: Readonly<Record<string, string>> = {
	'kth-challenge-2015/oddbinom/run_time_error/lukas-linear.cpp':
		'on secret/11 and secret/12 it works through arrays of a hundred million numbers for over a second, the limit, before it comes to a test on which it crashes',
	'kth-challenge-2016/nnnnn/accepted/nnnnn_js': 'a submission of several files of which the row holds one, a class without a main method',
	'kth-challenge-2017/lightsout/accepted/per_optimized.py': 'takes 8 s of CPU time on secret/01 in a plain python3, and the limit is 1 s',
};

/** The problems of a file, every one of which must be readable. */
export async function problemsOf(name: string, format: string): Promise<Problem[]> {
	const problems: Problem[] = [];
	for await (const row of findFormat(format)?.read(dataFile(name)) ?? []) {
		if ('error' in row) throw new Error(`${name}, record ${row.line}: ${row.error}`);
		problems.push(row.problem);
	}
	return problems;
}

/** The reference solution of each problem, as a program that should be accepted. */
export async function goldenOf(name: string, format: string): Promise<Labelled[]> {
	return (await problemsOf(name, format)).flatMap((problem) => {
		const { golden } = problem;
		return golden?.code === undefined
			? []
			: [{ id: problem.id, problem, language: golden.language, code: golden.code, expected: 'accepted' }];
	});
}

/** Submissions with labels, against native problems. */
export async function labelledOf(problemsName: string, submissionsName: string): Promise<Labelled[]> {
	const problems = new Map((await problemsOf(problemsName, 'native')).map((problem) => [problem.id, problem]));
	const rows = readFileSync(dataFile(submissionsName), 'utf8').trim().split('\n');
	return rows.map((row) => {
		const { id, problem_id, language, code, expected } = JSON.parse(row);
		const problem = problems.get(problem_id);
		const verdict = verdictOfLabel(expected);
		if (problem === undefined || verdict === undefined) throw new Error(`${submissionsName}: ${id} names no problem or no verdict`);
		return { id, problem, language, code, expected: verdict };
	});
}

/** Where C++ programs are. */
export const cppSets = [
	'packages/submissions.jsonl',
	'packages/submissions_with_checkers.jsonl',
	'humaneval-x/humaneval_cpp.jsonl',
] as const;

/** Their texts as they are compiled: reference solutions of HumanEval-X together with their tests. */
export async function cppPrograms(): Promise<readonly string[]> {
	const [submissions, withCheckers, humanevalX] = cppSets;
	const programs = [
		...(await labelledOf('packages/problems.jsonl', submissions)),
		...(await labelledOf('packages/problems_with_checkers.jsonl', withCheckers)),
		...(await goldenOf(humanevalX, 'humaneval-x')),
	];
	return programs
		.filter(({ language }) => language === cpp.name)
		.map(({ problem: { tests }, code }) => {
			const [test] = tests;
			return test?.kind === 'code' ? (cpp.joinTest?.(code, test.code, 'mark') ?? code) : code;
		});
}

/** Judges all of them, as many at a time as the grader can; results by id. */
export async function judgeAll(grader: Grader, programs: readonly Labelled[]): Promise<Map<string, GradeResult>> {
	const results = new Map<string, GradeResult>();
	const left = programs[Symbol.iterator]();
	await Promise.all(
		Array.from({ length: grader.concurrency }, async () => {
			for (const { id, problem, language, code } of left) results.set(id, await grader.grade({ problem, language, code }));
		}),
	);
	return results;
}

/** `id: expected, got (why)` of every program whose verdict is not its label's. */
export function disagreements(programs: readonly Labelled[], results: ReadonlyMap<string, GradeResult>): string[] {
	return programs.flatMap(({ id, expected }) => {
		const result = results.get(id);
		return result?.verdict === expected ? [] : [`${id}: ${expected}, got ${result?.verdict} (${result?.reason})`];
	});
}

/** How many results hold a test that had to run in the candidate's own process. */
export const inProcess = (results: ReadonlyMap<string, GradeResult>): number =>
	[...results.values()].filter(({ tests }) => tests.some(({ assurance }) => assurance === 'in_process')).length;
