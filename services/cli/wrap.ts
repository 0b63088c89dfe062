/** What is read on a screen without being scrolled to the side. */
export const screenColumns = 80;

/** Words on as many lines as they take; a word that is longer than a line has one of its own. */
export function wrapWords(text: string, columns: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		if (line !== '' && line.length + 1 + word.length > columns) {
			lines.push(line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}
	return [...lines, line];
}

/** Help as commander has it, and what is added to that, on lines of this length. Commands stay as they are, to be copied. */
export function wrapHelp(text: string, columns = screenColumns): string {
	return text
		.split('\n\n')
		.map((paragraph) => (/^\S.*(?:\n\S.*)+$/.test(paragraph.trim()) ? flow(paragraph, columns) : eachLine(paragraph, columns)))
		.join('\n\n');
}

/** Prose, whose line ends say nothing. */
function flow(paragraph: string, columns: number): string {
	const prose = paragraph.trim();
	return paragraph.replace(prose, () => wrapWords(prose.replaceAll('\n', ' '), columns).join('\n'));
}

function eachLine(paragraph: string, columns: number): string {
	return paragraph
		.split('\n')
		.map((line) => (line.length <= columns || isCommand(line) ? line : hang(line, columns)))
		.join('\n');
}

const isCommand = (line: string): boolean => /^\s+(?:[A-Z_]+=\S+ )*(?:assay|eval) /.test(line);

/** What goes on under the text of a line, and not under its name. */
function hang(line: string, columns: number): string {
	const [lead = ''] = /^\s*(?:\S.*? {2,})?/.exec(line) ?? [];
	const [first = '', ...more] = wrapWords(line.slice(lead.length), Math.max(20, columns - lead.length));
	return [lead + first, ...more.map((words) => ' '.repeat(lead.length) + words)].join('\n');
}
