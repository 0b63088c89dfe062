import type { Problem } from '../schema.ts';

/** One record of a data set: a problem, or why there is none. `line` counts from 1 (lines, rows, elements of an array, or packages). */
export type Row = { readonly line: number; readonly problem: Problem } | { readonly line: number; readonly error: string };

/** A submission that came with a problem, and what its authors say about it. */
export interface LabelledSample {
	readonly id: string;
	readonly problem_id: string;
	readonly language: string;
	readonly code: string;
	/** A verdict; absent when the authors allow several. */
	readonly expected?: string;
}

export interface ReadOptions {
	/** Called for each submission of a format that brings some (`icpc`). */
	readonly onSample?: (sample: LabelledSample) => void;
	/** Called with what was left out without being an error, e.g. a submission of several files. */
	readonly onNote?: (note: string) => void;
	/** Records of the same data set in files that were read before, so that ids by place go on. Default 0. */
	readonly recordsBefore?: number;
	/** All files of the data set, where it keeps the tests of a problem in another one than the problem (`ioi`). */
	readonly files?: readonly string[];
}

/** Reads one data-set format. A malformed record is a row with `error`; reading goes on behind it. */
export interface FormatReader {
	readonly name: string;
	/** One line for the help text. */
	readonly describe: string;
	/** Throws only when the file itself cannot be read. */
	read(path: string, options?: ReadOptions): AsyncIterable<Row>;
	/** Whether a record looks like one of this format; null stands for a folder of packages. */
	matches(record: Readonly<Record<string, unknown>> | null): boolean;
}

/** Why a record is not a problem; its message becomes the row's `error`. */
export class RecordError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'RecordError';
	}
}
