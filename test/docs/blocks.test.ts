import { readFileSync } from 'node:fs';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { start } from '../support/command.ts';
import { repository } from '../support/local-wall.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { allBlocks, blocksOf, commandsIn } from './blocks.ts';
import { commandLine } from './reference.ts';

/** What is said in shell blocks, with where. */
const said = allBlocks()
	.filter(({ language }) => language === 'sh')
	.flatMap((block) => commandsIn(block).map((command) => ({ command, at: `${block.file}:${block.line}` })));

const wordsAfter = (command: string, name: RegExp): readonly string[] | undefined => {
	const found = name.exec(command);
	if (found === null) return undefined;
	const [own = ''] = command.slice(found.index + found[0].length).split(/\s(?:\||>|&&|;)/);
	return own.split(/\s+/).filter((word) => word !== '');
};

/** What is wrong with the words of a command line, or undefined. */
function complaint(words: readonly string[]): string | undefined {
	let at: Command = commandLine();
	for (const word of words) {
		const below = at.commands.find((command) => command.name() === word);
		if (below !== undefined) at = below;
		const option = /^--?[a-z][\w-]*/i.exec(word)?.[0];
		if (option === undefined || option === '--help') continue;
		if (!at.options.some(({ long, short }) => long === option || short === option)) return `${at.name()} has no option ${option}`;
	}
	return at.parent === null ? `there is no command ${words[0]}` : undefined;
}

describe('In the pages of the repository', () => {
	test('every command of Assay exists, and has the options that it is given', () => {
		const wrong = said.flatMap(({ command, at }) => {
			const words = wordsAfter(command, /(?:^|\s)bin\/assay\s|^(?:[A-Z_]+=\S+ )*assay\s/);
			const why = words && complaint(words);
			return why === undefined ? [] : [`${at}: ${command}: ${why}`];
		});
		expect(wrong).toEqual([]);
		expect(said.filter(({ command }) => command.includes('assay '))).not.toEqual([]);
	});

	test('every target of make exists', () => {
		const targets = new Set([...readFileSync(join(repository, 'Makefile'), 'utf8').matchAll(/^([a-z-]+):/gm)].map(([, name]) => name));
		const wrong = said.flatMap(({ command, at }) => {
			const [target = 'help'] = wordsAfter(command, /^(?:[A-Z_]+=\S+ )*make(?=\s|$)/) ?? [];
			return targets.has(target) || target.startsWith('-') ? [] : [`${at}: ${command}`];
		});
		expect(wrong).toEqual([]);
	});
});

test('The quick start does what it says, from its first command to its last', { timeout: 120_000 }, async () => {
	await using folder = await temporaryFolder();
	for (const name of ['home', 'bin']) await mkdir(folder.file(name));
	for (const name of ['bin/assay', 'Makefile']) await symlink(join(repository, name), folder.file(name));
	const env = { HOME: folder.file('home'), ASSAY_DATA_DIR: folder.file('data') };
	const inFolder = (text: string) => start('bash', ['-euo', 'pipefail', '-c', `cd '${folder.path}'\n${text}`], env);
	const outputs: string[] = [];
	let url: string | undefined;
	await using after = new AsyncDisposableStack();
	for (const { language, text } of blocksOf('docs/quick-start.md')) {
		if (language !== 'sh') continue;
		if (/^bin\/assay serve/.test(text)) {
			const server = inFolder(`exec ${text.replace('--port 8600', '--port 0')}`);
			after.defer(async () => {
				server.child.kill('SIGTERM');
				await server.finished;
			});
			[, url] = await server.says(/assay listens on (\S+)/);
			continue;
		}
		// The machine is set up, or this would not run.
		const ready = text.replace('make setup ', 'make -n setup ').replaceAll('http://127.0.0.1:8600', url ?? 'http://127.0.0.1:8600');
		const { code, stdout, stderr } = await inFolder(ready).finished;
		expect({ code, text, stderr }).toMatchObject({ code: 0 });
		outputs.push(stdout);
	}
	const all = outputs.join('\n');
	expect(all).toContain('Programs can be judged on this machine.');
	expect(all).toContain('sum: accepted, 3 of 3 tests passed');
	expect(all).toContain('1 problems, 3 tests, 40 samples');
	expect(JSON.parse(outputs.at(-1) ?? '')).toMatchObject({
		rewards: [
			{ id: 'a', reward: 1 },
			{ id: 'b', reward: 0 },
		],
	});
	const [label = ''] = (await readFile(folder.file('labels.jsonl'), 'utf8')).split('\n');
	expect(JSON.parse(label)).toMatchObject({ tests: [{ pass_rate: 1, level: 1 }, { pass_rate: 1 }, { pass_rate: 0.5, level: 2 }] });
});
