import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/local-wall.ts';

export interface Block {
	/** Of the repository. */
	readonly file: string;
	/** From 1. */
	readonly line: number;
	/** What follows the fence: `sh`, `python`; empty where nothing does. */
	readonly language: string;
	readonly text: string;
}

/** The fenced blocks of every page in the repository, in their order. */
export function allBlocks(): readonly Block[] {
	const files = execFileSync('git', ['ls-files', '*.md'], { cwd: repository, encoding: 'utf8' }).trim().split('\n');
	return files.flatMap((file) => blocksOf(file));
}

export function blocksOf(file: string): readonly Block[] {
	const text = readFileSync(join(repository, file), 'utf8');
	return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ index, 1: language = '', 2: body = '' }) => ({
		...{ file, language, text: body },
		line: text.slice(0, index).split('\n').length,
	}));
}

/** Commands of a shell block, a line each: without comments, with continued lines as one, and with nothing of what is fed to them. */
export function commandsIn({ text }: Block): readonly string[] {
	return text
		.replace(/\\\n\s*/g, ' ')
		.replace(/<<'?(\w+)'?(.*?)\n.*?^\1$/gms, '$2')
		.replace(/'[^']*'/g, (quoted) => (quoted.includes('\n') ? "'...'" : quoted))
		.split('\n')
		.map((line) => line.replace(/(^|\s)#\s.*$/, '').trim())
		.filter((line) => line !== '');
}
