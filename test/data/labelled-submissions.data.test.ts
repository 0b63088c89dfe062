import { expect, test } from 'vitest';
import { findLanguage } from '../../runners/languages/index.ts';
import type { GradeResult } from '../../services/contract/verdict.ts';
import { openGrader } from '../support/grader.ts';
import { cpuMsOutside } from '../support/run-outside.ts';
import { dataFile, disagreements, faultsOfPackages, isMissing, judgeAll, type Labelled, labelledOf } from './sets.ts';

interface Set {
	readonly title: string;
	readonly problems: string;
	readonly submissions: string;
	/** Labels that cannot be right on these problems, and why. */
	readonly faultsOfTheData: Readonly<Record<string, string>>;
}

const sets: readonly Set[] = [
	{
		title: 'the problem packages',
		problems: 'packages/problems.jsonl',
		submissions: 'packages/submissions.jsonl',
		faultsOfTheData: faultsOfPackages,
	},
	{
		title: 'the problem packages with output validators',
		problems: 'packages/problems_with_checkers.jsonl',
		submissions: 'packages/submissions_with_checkers.jsonl',
		faultsOfTheData: {
			'kth-challenge-2019/typecharts/time_limit_exceeded/per_deg_squared.cc':
				'passes all 18 tests, the slowest in 4 ms where the limit is 2 s: none of them makes it slow',
		},
	},
];

for (const { title, problems, submissions, faultsOfTheData } of sets) {
	const needs = `needs ${dataFile(submissions)}`;
	test.skipIf(isMissing(problems, submissions))(`Every label in ${title} is the verdict (${needs})`, { timeout: 1_200_000 }, async () => {
		const programs = await labelledOf(problems, submissions);
		await using engine = await openGrader();
		const results = await judgeAll(engine.grader, programs);
		const different = disagreements(programs, results);
		console.log(`${title}: ${programs.length - different.length} of ${programs.length} labels agree`);
		const causes = new Map<string, string>();
		for (const line of different) {
			const id = line.split(':')[0] ?? '';
			const cause = faultsOfTheData[id] ?? (await slownessOf(programs, results, id));
			causes.set(id, cause ?? `CAUSE UNKNOWN of ${line}: ${timesOf(results.get(id))}`);
			console.log(`  ${line}: ${causes.get(id)}`);
		}
		expect([...causes.keys()]).toEqual(expect.arrayContaining(Object.keys(faultsOfTheData)));
		const unknown = [...causes.values()].filter((cause) => cause.startsWith('CAUSE UNKNOWN'));
		expect({ unknown, faults: engine.faults }).toEqual({ unknown: [], faults: [] });
	});
}

/** What the tests took that were not accepted, and the slowest of those that were. */
function timesOf(result: GradeResult | undefined): string {
	const { accepted = [], other = [] } = Object.groupBy(result?.tests ?? [], ({ verdict }) =>
		verdict === 'accepted' ? 'accepted' : 'other',
	);
	const slowest = accepted.toSorted((a, b) => b.cpu_ms - a.cpu_ms).slice(0, 1);
	return [...other, ...slowest].map((one) => `${one.id} ${one.verdict} after ${one.cpu_ms} of ${one.wall_ms} ms`).join(', ');
}

/**
 * Limits and labels are of faster machines than some: says so of an accepted program that
 * runs over its limit in a plain process without a sandbox, too, on the very test.
 */
async function slownessOf(
	programs: readonly Labelled[],
	results: ReadonlyMap<string, GradeResult>,
	id: string,
): Promise<string | undefined> {
	const program = programs.find((one) => one.id === id);
	const late = results.get(id)?.tests.find(({ verdict }) => verdict !== 'accepted');
	const test = program?.problem.tests.find((one) => one.id === late?.id);
	const limitMs = program?.problem.limits?.cpu_ms;
	const language = findLanguage(program?.language ?? '');
	if (program?.expected !== 'accepted' || late?.verdict !== 'time_limit') return undefined;
	if (test?.kind !== 'stdio' || limitMs === undefined || language === undefined) return undefined;
	const plainMs = await cpuMsOutside(language, program.code, test.input);
	return plainMs <= limitMs
		? undefined
		: `takes ${Math.round(plainMs)} ms without a sandbox on this machine, and the limit is ${limitMs} ms`;
}
