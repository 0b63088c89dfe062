/**
 * Finds the program in a model's raw answer.
 *
 * 1. Fences are lines of at least three backticks or tildes, indented at will, as
 *    in Markdown: a fence is closed by a line of as many of the same character,
 *    indented by at most three blanks more than it, with nothing else on it. A
 *    fence that is never closed reaches to the end (the answer was cut short).
 * 2. The last block tagged with the language or one of its aliases is the program;
 *    else the last block without a tag. Blank blocks do not count. Blocks with
 *    other tags never do: an answer in another language is no answer.
 * 3. A text without any fence is a program only when all of it looks like code
 *    (`looksLikeCode`).
 */
export type Found = { readonly code: string; readonly how: 'fenced' | 'unclosed' | 'bare' };

/** The program in a completion, or null when there is none. */
export function extractProgram(completion: string, language: string, aliases: readonly string[]): string | null {
	return findProgram(completion, language, aliases)?.code ?? null;
}

/** The same, with how it was found. */
export function findProgram(completion: string, language: string, aliases: readonly string[]): Found | null {
	const blocks = fencedBlocks(completion);
	if (blocks === null) return looksLikeCode(completion) ? { code: completion, how: 'bare' } : null;
	const tags = new Set([language, ...aliases].map((tag) => tag.toLowerCase()));
	const filled = blocks.filter((block) => block.code.trim() !== '');
	const block = filled.findLast(({ tag }) => tags.has(tag)) ?? filled.findLast(({ tag }) => tag === '');
	return block === undefined ? null : { code: block.code, how: block.closed ? 'fenced' : 'unclosed' };
}

interface Block {
	readonly tag: string;
	readonly code: string;
	readonly closed: boolean;
}

interface Fence {
	readonly indent: number;
	readonly marker: string;
	readonly length: number;
	readonly info: string;
}

/** Every fenced block in order; null when the text has no fence. */
function fencedBlocks(text: string): readonly Block[] | null {
	const blocks: Block[] = [];
	let open: Fence | null = null;
	let content: string[] = [];
	const finish = (fence: Fence, closed: boolean) => {
		blocks.push({ tag: tagOf(fence.info), code: content.join(''), closed });
		content = [];
	};
	for (const line of linesOf(text)) {
		const fence = readFence(line);
		if (open === null) {
			open = fence;
		} else if (fence !== null && closes(fence, open)) {
			finish(open, true);
			open = null;
		} else {
			content.push(withoutIndent(line, open.indent));
		}
	}
	if (open !== null) finish(open, false);
	return blocks.length === 0 ? null : blocks;
}

function* linesOf(text: string): Generator<string> {
	for (let start = 0; start < text.length; ) {
		const feed = text.indexOf('\n', start);
		const end = feed === -1 ? text.length : feed + 1;
		yield text.slice(start, end);
		start = end;
	}
}

/** By hand and not by a regular expression: a megabyte of backticks takes one pass. */
function readFence(line: string): Fence | null {
	let indent = 0;
	while (line[indent] === ' ' || line[indent] === '\t') indent++;
	const marker = line[indent];
	if (marker !== '`' && marker !== '~') return null;
	let end = indent;
	while (line[end] === marker) end++;
	const info = line.slice(end).trim();
	if (end - indent < 3 || (marker === '`' && info.includes('`'))) return null;
	return { indent, marker, length: end - indent, info };
}

function closes(fence: Fence, open: Fence): boolean {
	return fence.info === '' && fence.marker === open.marker && fence.length >= open.length && fence.indent <= open.indent + 3;
}

/** The first word of a fence's info, without the decoration of `{.python}` or `python:main.py`. */
function tagOf(info: string): string {
	const word =
		info
			.slice(0, 80)
			.toLowerCase()
			.split(/[\s,:{}]+/)
			.find((part) => part !== '') ?? '';
	return word.startsWith('.') ? word.slice(1) : word;
}

function withoutIndent(line: string, indent: number): string {
	let at = 0;
	while (at < indent && (line[at] === ' ' || line[at] === '\t')) at++;
	return line.slice(at);
}

const codeStart =
	/^(?:#include\b|#!|#define\b|\/\/|\/\*|@\w|"""|'''|(?:from|import|package|using|namespace|template|typedef|struct|class|public|private|static|final|abstract|interface|enum|const|let|var|function|async|export|def|fn|func|pub|use|mod|impl|fun|if|for|while|try|with|return|print|pass|int|void|long|double|float|char|bool|auto|unsigned)\b(?!,)|[A-Za-z_][\w.]*(?:\[[^\]\n]{0,80}\])?(?:\s*,\s*[A-Za-z_]\w*){0,8}\s*(?:[-+*/|&^%]?=(?!=)|\()|require\b|'use strict'|"use strict"|#\s)/;
const prose = /^(?:[A-Z][a-z’']*,?|I|A|We|You)(?: [A-Za-z’',-]+){2,}/;
const proseEnd = /[a-z][.:!?]\s*$/;
const indented = /^(?: {2,}|\t)\S/;
const codeSign = /[=(){};[\]:]/;

/**
 * Whether a text without fences is wholly code: its first line begins as code
 * does in one of the common languages, it has a sign that code has (or an indent), and no line
 * outside of comments and triple-quoted texts reads as a sentence.
 */
export function looksLikeCode(text: string): boolean {
	let first = true;
	let signs = false;
	let closer: string | null = null;
	for (const raw of linesOf(text)) {
		const line = raw.slice(0, 400).trim();
		if (line === '') continue;
		if (closer !== null) {
			if (line.includes(closer)) closer = null;
			continue;
		}
		if (first && !codeStart.test(line)) return false;
		first = false;
		signs ||= codeSign.test(line) || indented.test(raw);
		closer = opens(line);
		if (closer === null && !line.startsWith('//') && !line.startsWith('#') && isProse(line)) return false;
	}
	return !first && signs;
}

function isProse(line: string): boolean {
	return prose.test(line) || (proseEnd.test(line) && !codeSign.test(line.slice(0, -1)) && line.split(' ').length > 4);
}

/** The end of a comment or text that begins on this line and does not end on it. */
function opens(line: string): string | null {
	for (const [start, end] of [
		['"""', '"""'],
		["'''", "'''"],
		['/*', '*/'],
	] as const) {
		const at = line.indexOf(start);
		if (at !== -1 && !line.includes(end, at + start.length)) return end;
	}
	return null;
}
