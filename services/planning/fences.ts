/** A fenced block: the word that its fence is tagged with, what is in it, and whether a fence closes it. */
export interface Block {
	readonly tag: string;
	readonly code: string;
	readonly closed: boolean;
}

interface Fence {
	/** Of the line; in a list, what its items are indented by. */
	readonly indent: number;
	/** What stands on the line before the fence, if that is more than blanks. */
	readonly before: string;
	readonly marker: string;
	readonly length: number;
	readonly info: string;
}

/**
 * Every fenced block in order; null when the text has no fence.
 *
 * A block is as Markdown has it, and as models write it:
 *
 * - Its fence is at least three backticks or tildes, at the beginning of a line,
 *   of an item of a list, or behind nothing but `<tags>`. With a tag of one word it
 *   may end any line of words (`Solution: ```python`).
 * - It is closed by a line of as many of the same character, indented by at most
 *   three blanks more. Only `<tags>` may follow. The fence may also be glued to the
 *   end of a line of code.
 * - One that is left open ends where another tagged one begins that is as long, and
 *   indented no more; else with the text (the answer was cut short).
 *
 * In triple quotes, as Python's texts are, only a line that is a plain fence closes a
 * block, and nothing begins one.
 */
export function fencedBlocks(text: string): readonly Block[] | null {
	const blocks: Block[] = [];
	let open: Fence | null = null;
	let content: string[] = [];
	let quote: string | null = null;
	const finish = ({ info }: Fence, closed: boolean) => {
		blocks.push({ tag: tagOf(info), code: content.join(''), closed });
		content = [];
		quote = null;
	};
	for (const line of linesOf(text)) {
		const fence = readFence(line);
		if (open === null) {
			open = fence !== null && opens(fence) ? fence : null;
		} else if (fence !== null && closes(fence, open, quoteAfter(fence.before, quote) !== null)) {
			content.push(withoutIndent(fence.before, open.indent));
			finish(open, true);
			open = null;
		} else if (fence !== null && quote === null && replaces(fence, open)) {
			finish(open, false);
			open = fence;
		} else {
			content.push(withoutIndent(line, open.indent));
			quote = quoteAfter(line, quote);
		}
	}
	if (open !== null) finish(open, false);
	return blocks.length === 0 ? null : blocks;
}

export function* linesOf(text: string): Generator<string> {
	for (let start = 0; start < text.length; ) {
		const feed = text.indexOf('\n', start);
		const end = feed === -1 ? text.length : feed + 1;
		yield text.slice(start, end);
		start = end;
	}
}

const item = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+$/;

/** By hand and not by a regular expression: a megabyte of backticks takes one pass. */
function readFence(line: string): Fence | null {
	const indent = blanksOf(line);
	const start = line[indent] === '~' ? indent : line.indexOf('```', indent);
	if (start === -1) return null;
	const marker = line.charAt(start);
	let end = start;
	while (line[end] === marker) end++;
	const info = line.slice(end).trim();
	if (end - start < 3 || (marker === '`' && info.includes('`'))) return null;
	const before = line.slice(0, start);
	return { indent: item.test(before) ? start : indent, before: start === indent ? '' : before, marker, length: end - start, info };
}

const onlyTags = /^[ \t]*(?:<[^<>]*>[ \t]*)+$/;
const beginsWithTag = /^<[^<>\s][^<>]*>/;
const word = /^[a-z][\w+#.-]*$/i;
/** Words, and neither a comment nor a quotation in Markdown. */
const words = /^(?![ \t]*(?:\/\/|>)).*\p{L}/u;
const codeEnd = /[\w)\]};]$/;

function opens(fence: Fence): boolean {
	return isFirst(fence) || item.test(fence.before) || (word.test(fence.info) && words.test(fence.before));
}

function closes({ before, marker, length, indent, info }: Fence, open: Fence, quoted: boolean): boolean {
	if (marker !== open.marker || length < open.length) return false;
	const fits = before === '' ? indent <= open.indent + 3 : !quoted && codeEnd.test(before);
	return fits && (info === '' || (!quoted && beginsWithTag.test(info)));
}

function replaces(fence: Fence, open: Fence): boolean {
	const fits = fence.marker === open.marker && fence.length >= open.length && fence.indent <= open.indent;
	return fits && isFirst(fence) && word.test(tagOf(fence.info));
}

function isFirst({ before }: Fence): boolean {
	return before === '' || onlyTags.test(before);
}

/** The first word of a fence's info, without the decoration of `{.python}`, `[python]`, `language-python` or `python:main.py`. */
function tagOf(info: string): string {
	const parts = info
		.slice(0, 80)
		.toLowerCase()
		.split(/[\s,:{}[\]]+/);
	return parts.find((part) => part !== '')?.replace(/^\.?(?:lang(?:uage)?-)?/, '') ?? '';
}

/** The triple quotes that are open after a line. */
function quoteAfter(line: string, quote: string | null): string | null {
	let open = quote;
	for (const [mark] of line.matchAll(/"""|'''/g)) {
		if (open === null) open = mark;
		else if (open === mark) open = null;
	}
	return open;
}

function withoutIndent(line: string, indent: number): string {
	return line.slice(Math.min(blanksOf(line), indent));
}

/** How many blanks a line begins with. */
function blanksOf(line: string): number {
	let count = 0;
	while (line[count] === ' ' || line[count] === '\t') count++;
	return count;
}
