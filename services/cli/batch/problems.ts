import { Problem } from '../../../testcases/schema.ts';
import { parseJson } from '../../contract/json.ts';
import { parseShape } from '../../contract/validation.ts';
import { AssayError } from '../../errors.ts';
import { isBlank, readLines } from '../line-reader.ts';
import type { ReportBadLine } from './report.ts';

/** The problems of a JSONL file by id. Lines that cannot be used are reported and left out. */
export async function loadProblems(file: string, report: ReportBadLine): Promise<ReadonlyMap<string, Problem>> {
	const problems = new Map<string, Problem>();
	for await (const line of readLines(file)) {
		if (isBlank(line)) continue;
		try {
			const problem = parseShape(Problem, parseJson(line.bytes));
			if (problems.has(problem.id)) throw new AssayError('invalid_request', `problem ${JSON.stringify(problem.id)} was there before`);
			problems.set(problem.id, problem);
		} catch (error) {
			if (!(error instanceof AssayError)) throw error;
			report(file, line.number, error.message);
		}
	}
	return problems;
}
