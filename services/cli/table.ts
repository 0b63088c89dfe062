import { screenColumns, wrapWords } from './wrap.ts';

/** So much of a line the last column has at least. */
const leastColumns = 24;

/** Columns of text, padded to the widest cell; numbers to the right. What is in the last column goes on below, where a screen ends. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
	const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
	const numeric = header.map((_, column) => rows.length > 0 && rows.every((row) => /^[\d.]*$/.test(row[column] ?? '')));
	const indent = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
	const pad = (cell: string, column: number) =>
		numeric[column] === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
	const line = (cells: readonly string[]) => {
		const [last = '', ...more] = wrapWords(cells.at(-1) ?? '', Math.max(leastColumns, screenColumns - indent));
		const first = [...cells.slice(0, -1), last].map(pad).join('  ').trimEnd();
		return [first, ...more.map((words) => ' '.repeat(indent) + words)].join('\n');
	};
	return `${[header, ...rows].map(line).join('\n')}\n`;
}

/** Text from a program made safe for a terminal: one line, no control characters, cut. */
export function tame(text: string, width: number): string {
	const line = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
	return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
