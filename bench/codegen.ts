import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { humaneval } from '../testcases/formats/humaneval.ts';
import type { Problem } from '../testcases/schema.ts';

/** HumanEval and the CodeGen-16B samples of it, where they are on this machine; see `test/data`. */
const folder = process.env.ASSAY_DATA ?? join(import.meta.dirname, '../../shared/data');
const problemsFile = join(folder, 'humaneval/HumanEval.jsonl');
const samplesFile = join(folder, 'codegen-samples/humaneval_codegen16b_100.jsonl');

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
	[problemsFile, samplesFile].every((file) => existsSync(file)) ? undefined : `needs ${samplesFile}`;

/** Every `every`-th problem with all of its 100 samples. */
export async function codegenSet(every: number): Promise<CodegenSet> {
	const all: Problem[] = [];
	for await (const row of humaneval.read(problemsFile)) if ('problem' in row) all.push(row.problem);
	const problems = all.filter((_, index) => index % every === 0);
	const byId = new Map(problems.map((problem) => [problem.id, problem]));
	const rows = readFileSync(samplesFile, 'utf8')
		.trim()
		.split('\n')
		.map((row) => JSON.parse(row));
	const samples = rows.flatMap(({ id, problem_id, language, code }) => {
		const problem = byId.get(problem_id);
		return problem === undefined ? [] : [{ id, problem, language, code }];
	});
	return { problems, samples };
}
