/** The lines of an NDJSON body, not parsed yet, so that one bad line does not lose the good ones. */
export class TextLines {
	readonly lines: readonly TextLine[];

	constructor(lines: readonly TextLine[]) {
		this.lines = lines;
	}
}

export interface TextLine {
	/** From 1. */
	readonly number: number;
	readonly bytes: Uint8Array;
}

const newline = 0x0a;

/** Splits at line feeds; blank lines are left out but counted. */
export function splitLines(body: Uint8Array): TextLines {
	const lines: TextLine[] = [];
	for (let start = 0, number = 1; start < body.length; number += 1) {
		const found = body.indexOf(newline, start);
		const end = found < 0 ? body.length : found;
		const bytes = body.subarray(start, end);
		if (!isBlank(bytes)) lines.push({ number, bytes });
		start = end + 1;
	}
	return new TextLines(lines);
}

const isBlank = (bytes: Uint8Array) => bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
