import { expect, test } from 'vitest';
import { openGrader } from '../support/grader.ts';
import { dataFile, disagreements, isMissing, judgeAll, labelledOf, slowness } from './sets.ts';

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
		faultsOfTheData: {
			'kth-challenge-2015/oddbinom/run_time_error/lukas-linear.cpp':
				'on secret/11 and secret/12 it works through arrays of a hundred million numbers for over a second, the limit, before it comes to a test on which it crashes',
			'kth-challenge-2016/nnnnn/accepted/nnnnn_js':
				'a submission of several files of which the row holds one, a class without a main method',
			'kth-challenge-2017/lightsout/accepted/per_optimized.py':
				'takes 8 s of CPU time on secret/01 in a plain python3, and the limit is 1 s',
		},
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
		const slower = slowness();
		const programs = await labelledOf(problems, submissions, slower);
		await using engine = await openGrader();
		const different = disagreements(programs, await judgeAll(engine.grader, programs));
		console.log(
			`${title}: ${programs.length - different.length} of ${programs.length} labels agree; limits times ${slower.toFixed(2)} for the speed of this machine`,
		);
		for (const line of different) console.log(`  ${line}: ${faultsOfTheData[line.split(':')[0] ?? ''] ?? 'CAUSE UNKNOWN'}`);
		expect(different.map((line) => line.split(':')[0]).sort()).toEqual(Object.keys(faultsOfTheData).sort());
		expect(engine.faults).toEqual([]);
	});
}
