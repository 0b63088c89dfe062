import type { z } from 'zod';
import { Problem } from '../schema.ts';
import { type FormatReader, RecordError, type Row } from './contract.ts';
import { readRecords } from './records.ts';

/** What `toProblem` gives: the input of the schema, so that defaults are filled in by it. */
export type ProblemInput = z.input<typeof Problem>;

export interface RecordFormat<Shape extends z.ZodType> {
	readonly name: string;
	readonly describe: string;
	/** The fields of a record that the reader uses; others are ignored. */
	readonly record: Shape;
	/** Throws `RecordError` when the record is well-formed but no problem can be made of it. */
	toProblem(record: z.output<Shape>, line: number): ProblemInput;
	matches(record: Readonly<Record<string, unknown>>): boolean;
}

/** Makes the reader of a format whose files are JSON Lines. */
export function recordFormat<Shape extends z.ZodType>(format: RecordFormat<Shape>): FormatReader {
	return {
		name: format.name,
		describe: format.describe,
		matches: (record) => record !== null && format.matches(record),
		async *read(path) {
			for await (const entry of readRecords(path)) {
				yield 'error' in entry ? entry : convert(format, entry.line, entry.value);
			}
		},
	};
}

function convert<Shape extends z.ZodType>(format: RecordFormat<Shape>, line: number, value: unknown): Row {
	const record = format.record.safeParse(value);
	if (!record.success) return { line, error: firstIssue(record.error) };
	try {
		return toRow(line, format.toProblem(record.data, line));
	} catch (error) {
		if (error instanceof RecordError) return { line, error: error.message };
		throw error;
	}
}

/** Checks a problem against the schema, as every reader does at its end. */
export function toRow(line: number, input: ProblemInput): Row {
	const problem = Problem.safeParse(input);
	return problem.success ? { line, problem: problem.data } : { line, error: firstIssue(problem.error) };
}

function firstIssue(error: z.ZodError): string {
	const issue = error.issues[0];
	if (issue === undefined) return 'not a record of this format';
	const path = issue.path.map(String).join('.');
	return `${path === '' ? 'record' : path}: ${issue.message}`.slice(0, 200);
}
