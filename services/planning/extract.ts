import { fencedBlocks, linesOf } from './fences.ts';

/**
 * Finds the program in a model's raw answer.
 *
 * 1. What comes before the last `</think>` is left out, if code follows it.
 * 2. The last fenced block (`fencedBlocks`) tagged with the language or one of its
 *    aliases, with a version or without, is the program; else the last block without
 *    a tag. Blank blocks do not count. Blocks with other tags never do: an answer in
 *    another language is no answer.
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
	const answer = withoutReasoning(completion);
	const blocks = fencedBlocks(answer);
	if (blocks === null) return looksLikeCode(answer) ? { code: answer, how: 'bare' } : null;
	const tags = new Set([language, ...aliases].map((tag) => tag.toLowerCase()));
	const filled = blocks.filter(({ code }) => code.trim() !== '');
	const block = filled.findLast(({ tag }) => tags.has(tag) || tags.has(withoutVersion(tag))) ?? filled.findLast(({ tag }) => tag === '');
	return block === undefined ? null : { code: block.code, how: block.closed ? 'fenced' : 'unclosed' };
}

/** The end of reasoning; in quotes, as programs may have it, it is none. */
const reasoningEnd = /<\/think>(?!["'\\)\]]|`(?!``))/g;

/** What follows the reasoning in a completion; all of it when no code follows. A line may also speak of `<think>...</think>`. */
export function withoutReasoning(completion: string): string {
	let end = 0;
	let start = 0;
	for (const line of linesOf(completion)) {
		const mark = [...line.matchAll(reasoningEnd)].at(-1);
		if (mark !== undefined && line.slice(0, mark.index).trimStart().indexOf('<think>') <= 0) end = start + mark.index + mark[0].length;
		start += line.length;
	}
	if (end === 0) return completion;
	const answer = completion.slice(end);
	const blocks = fencedBlocks(answer);
	const hasCode = blocks === null ? looksLikeCode(answer) : blocks.some(({ code }) => code.trim() !== '');
	return hasCode ? answer : completion;
}

/** Python 2 is a language of its own. */
function withoutVersion(tag: string): string {
	return /^py(?:thon)?2/.test(tag) ? tag : tag.replace(/\d[\d.]*$/, '');
}

const codeStart =
	/^(?:#(?:include|define|undef|pragma|if|ifn?def)\b|#!|\/\/|\/\*|@\w|"""|'''|(?:from|import|package|using|namespace|template|typedef|struct|class|public|private|static|final|abstract|interface|enum|const|let|var|function|async|export|def|fn|func|pub|use|mod|impl|fun|if|for|while|try|with|return|print|pass|int|void|long|double|float|char|bool|auto|unsigned)\b(?!,)|[A-Za-z_][\w.]*(?:\[[^\]\n]{0,80}\])?(?:\s*,\s*[A-Za-z_]\w*){0,8}\s*(?:[-+*/|&^%]?=(?!=)|\()|require\b|'use strict'|"use strict"|#\s)/;
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
