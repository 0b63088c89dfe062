import type { Writable } from 'node:stream';

/** Tells of a line of input that cannot be used. */
export type ReportBadLine = (file: string, line: number, message: string) => void;

/** Of many bad lines the first are shown and all are counted. */
const shownLines = 20;

export interface BadLines {
	readonly report: ReportBadLine;
	readonly count: () => number;
}

/** Counts bad lines and shows the first of them. */
export function collectBadLines(stderr: Writable): BadLines {
	let count = 0;
	return {
		count: () => count,
		report: (file, line, message) => {
			count += 1;
			if (count <= shownLines) stderr.write(`${file}:${line}: ${message}\n`);
			if (count === shownLines) stderr.write('(more bad lines are only counted)\n');
		},
	};
}
