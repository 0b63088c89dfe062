import { z } from 'zod';
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
	/**
	 * `place`: what a record without an id is known by. Undefined for a record that is a part of others; `files` are those
	 * of the whole data set. Throws `RecordError` when the record is well-formed but no problem can be made of it.
	 */
	toProblem(record: z.output<Shape>, place: number, files: readonly string[]): ProblemInput | undefined | Promise<ProblemInput | undefined>;
	matches(record: Readonly<Record<string, unknown>>): boolean;
}

/** Makes the reader of a format whose files hold a record a line, or a row. */
export function recordFormat<Shape extends z.ZodType>(format: RecordFormat<Shape>): FormatReader {
	return {
		name: format.name,
		describe: format.describe,
		matches: (record) => record !== null && format.matches(record),
		async *read(path, { recordsBefore = 0, files = [path] } = {}) {
			for await (const entry of readRecords(path, fieldsOf(format.record))) {
				const row = 'error' in entry ? entry : await convert(format, { ...entry, place: recordsBefore + entry.line }, files);
				if (row !== undefined) yield row;
			}
		},
	};
}

/** The names that a shape asks for; undefined when that cannot be said. */
function fieldsOf(shape: unknown): readonly string[] | undefined {
	if (shape instanceof z.ZodObject) return Object.keys(shape.shape);
	if (!(shape instanceof z.ZodUnion)) return undefined;
	const fields = shape.options.map(fieldsOf);
	return fields.some((names) => names === undefined) ? undefined : fields.flatMap((names) => names ?? []);
}

interface Entry {
	readonly line: number;
	/** Of the record among all that are read. */
	readonly place: number;
	readonly value: unknown;
}

async function convert<Shape extends z.ZodType>(
	format: RecordFormat<Shape>,
	{ line, place, value }: Entry,
	files: readonly string[],
): Promise<Row | undefined> {
	const record = format.record.safeParse(withoutNulls(value));
	if (!record.success) return { line, error: firstIssue(record.error) };
	try {
		const problem = await format.toProblem(record.data, place, files);
		return problem && toRow(line, problem);
	} catch (error) {
		if (error instanceof RecordError) return { line, error: error.message };
		throw error;
	}
}

/** Every row of a table has all its columns: null says that there is nothing. */
export function withoutNulls(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
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
