/** Columns of text, padded to the widest cell; numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
	const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
	const numeric = header.map((_, column) => rows.length > 0 && rows.every((row) => /^[\d.]*$/.test(row[column] ?? '')));
	const line = (cells: readonly string[]) =>
		cells
			.map((cell, column) => (numeric[column] === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
			.join('  ')
			.trimEnd();
	return `${[header, ...rows].map(line).join('\n')}\n`;
}

/** Text from a program made safe for a terminal: one line, no control characters, cut. */
export function tame(text: string, width: number): string {
	const line = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
	return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
