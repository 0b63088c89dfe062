import type { Row } from '../../../testcases/formats/contract.ts';
import { Problem } from '../../../testcases/schema.ts';
import { parseJson } from '../../contract/json.ts';
import { parseShape } from '../../contract/validation.ts';
import { AssayError } from '../../errors.ts';
import { isBlank, readLines } from '../line-reader.ts';
import { readParquetProblems } from '../parquet-problems.ts';
import type { ReportBadLine } from './report.ts';

/** The problems of a file by id: JSONL, or Parquet of any format that can be imported. Lines that cannot be used are reported and left out. */
export async function loadProblems(file: string, report: ReportBadLine): Promise<ReadonlyMap<string, Problem>> {
	const problems = new Map<string, Problem>();
	for await (const row of (await readParquetProblems(file)) ?? readProblemLines(file)) {
		if ('error' in row) report(file, row.line, row.error);
		else if (problems.has(row.problem.id)) report(file, row.line, `problem ${JSON.stringify(row.problem.id)} was there before`);
		else problems.set(row.problem.id, row.problem);
	}
	return problems;
}

async function* readProblemLines(file: string): AsyncGenerator<Row> {
	for await (const line of readLines(file)) {
		if (isBlank(line)) continue;
		try {
			yield { line: line.number, problem: parseShape(Problem, parseJson(line.bytes)) };
		} catch (error) {
			if (!(error instanceof AssayError)) throw error;
			yield { line: line.number, error: error.message };
		}
	}
}
