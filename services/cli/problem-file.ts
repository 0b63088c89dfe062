import { readFile } from 'node:fs/promises';
import type { Row } from '../../testcases/formats/contract.ts';
import type { Problem } from '../../testcases/schema.ts';
import { parseJson } from '../contract/json.ts';
import { AssayError } from '../errors.ts';
import { readParquetProblems } from './parquet-problems.ts';
import { readable } from './readable.ts';

/** The values in a problem file: one JSON object, a JSON array, JSONL, or Parquet, of which only the wanted problem is kept whole. They are not checked yet. */
export async function readProblemFile(file: string, wanted: string | undefined): Promise<readonly unknown[]> {
	const rows = await readParquetProblems(file);
	if (rows !== undefined) return await readWanted(file, rows, wanted);
	const bytes = await readable(file, readFile(file));
	const lines = splitLines(bytes);
	try {
		return lines.length > 1 && isJson(lines[0]) ? lines.map((line) => parseJson(line)) : [parseJson(bytes)].flat();
	} catch (error) {
		if (error instanceof AssayError) throw new AssayError(error.code, `${file}: ${error.message}`, { cause: error });
		throw error;
	}
}

async function readWanted(file: string, rows: AsyncIterable<Row>, wanted: string | undefined): Promise<readonly unknown[]> {
	const problems: Pick<Problem, 'id'>[] = [];
	let firstError = '';
	for await (const row of rows) {
		if ('error' in row) firstError ||= `${row.line}: ${row.error}`;
		else problems.push(problems.length === 0 || row.problem.id === wanted ? row.problem : { id: row.problem.id });
		if ('problem' in row && row.problem.id === wanted) break;
	}
	if (problems.length === 0) throw new AssayError('invalid_request', `${file}:${firstError || ' holds no problem'}`);
	if (firstError !== '' && wanted !== undefined && !problems.some(({ id }) => id === wanted))
		throw notThere(problems, wanted, `The first row that cannot be used is ${firstError}`);
	return problems;
}

/** The problem with this id, or the only one. */
export function selectProblem(problems: readonly unknown[], id: string | undefined): unknown {
	if (id === undefined) {
		if (problems.length === 1) return problems[0];
		throw new AssayError('invalid_request', `the problem file holds ${problems.length} problems`, {
			hint: 'Choose one with --problem-id.',
		});
	}
	const found = problems.find((problem) => idOf(problem) === id);
	if (found !== undefined) return found;
	throw notThere(problems, id);
}

function notThere(problems: readonly unknown[], id: string, hint?: string): AssayError {
	const some = problems.slice(0, 3).map((problem) => JSON.stringify(idOf(problem)));
	const words = `no problem ${JSON.stringify(id)} in the file, which holds ${some.join(', ')} ...`;
	return new AssayError('problem_not_found', words, hint === undefined ? {} : { hint });
}

function idOf(problem: unknown): unknown {
	return typeof problem === 'object' && problem !== null && 'id' in problem ? problem.id : undefined;
}

function splitLines(bytes: Buffer): Buffer[] {
	const lines: Buffer[] = [];
	for (let start = 0; start < bytes.length; ) {
		const feed = bytes.indexOf(0x0a, start);
		const end = feed < 0 ? bytes.length : feed;
		const line = bytes.subarray(start, end);
		if (line.toString('latin1').trim() !== '') lines.push(line);
		start = end + 1;
	}
	return lines;
}

function isJson(line: Buffer | undefined): boolean {
	try {
		JSON.parse(line?.toString('utf8') ?? '');
		return true;
	} catch {
		return false;
	}
}
