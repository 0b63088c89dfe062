import { readFileSync } from 'node:fs';
import { dataFile, isMissing, problemsOf } from '../test/data/sets.ts';
import type { Problem } from '../testcases/schema.ts';

/** HumanEval and the CodeGen-16B samples of it, where they are on this machine. */
const problemsFile = 'humaneval/HumanEval.jsonl';
const samplesFile = 'codegen-samples/humaneval_codegen16b_100.jsonl';

export interface Sample {
	readonly id: string;
	readonly problem: Problem;
	readonly language: string;
	readonly code: string;
}

export interface CodegenSet {
	readonly problems: readonly Problem[];
	readonly samples: readonly Sample[];
}

export const codegenIsMissing = (): string | undefined =>
	isMissing(problemsFile, samplesFile) ? `needs ${dataFile(samplesFile)}` : undefined;

/** Every `every`-th problem with all of its 100 samples. */
export async function codegenSet(every: number): Promise<CodegenSet> {
	const problems = (await problemsOf(problemsFile, 'humaneval')).filter((_, index) => index % every === 0);
	const byId = new Map(problems.map((problem) => [problem.id, problem]));
	const rows = readFileSync(dataFile(samplesFile), 'utf8')
		.trim()
		.split('\n')
		.map((row) => JSON.parse(row));
	const samples = rows.flatMap(({ id, problem_id, language, code }) => {
		const problem = byId.get(problem_id);
		return problem === undefined ? [] : [{ id, problem, language, code }];
	});
	return { problems, samples };
}
