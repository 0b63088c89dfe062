import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { importCommand, runImport } from '../../services/cli/import.ts';
import { folderOf } from '../testcases/formats/support.ts';

const good = JSON.stringify({ id: 'a', tests: [{ kind: 'stdio', input: '', output: '' }] });

class Text extends Writable {
	text = '';
	override _write(chunk: Buffer, _encoding: string, done: () => void): void {
		this.text += chunk.toString();
		done();
	}
}

async function importing(content: string, options: Partial<Parameters<typeof runImport>[1]> = {}) {
	await using folder = await folderOf({ 'data.jsonl': content });
	const streams = { stdout: new Text(), stderr: new Text() };
	const code = await runImport(join(folder.path, 'data.jsonl'), { out: '-', ...options }, streams);
	return { code, out: streams.stdout.text, log: streams.stderr.text };
}

test('writes one problem a line on standard output, and the counts on standard error', async () => {
	const { code, out, log } = await importing(`${good}\n${good}\n`);
	expect(code).toBe(0);
	expect(out).toBe(`${good}\n${good}\n`);
	expect(log).toBe('native: 2 problems read, 0 records skipped\n');
});

test('a skipped record is named with its line and makes the exit code 1, unless --lenient', async () => {
	const content = `${good}\nnonsense\n`;
	const strict = await importing(content);
	expect(strict).toMatchObject({ code: 1, out: `${good}\n` });
	expect(strict.log).toMatch(/^record 2 skipped: not valid JSON/);
	expect((await importing(content, { lenient: true })).code).toBe(0);
});

test('a file without problems is no success', async () => {
	expect((await importing('nonsense\n', { format: 'native', lenient: true })).code).toBe(1);
});

test('an unknown format, one that cannot be told, and a missing file are misuse', async () => {
	expect(await importing(good, { format: 'nothing' })).toMatchObject({ code: 2, log: expect.stringContaining('known: native, humaneval') });
	expect(await importing('{"alpha": 1}')).toMatchObject({ code: 2, log: expect.stringContaining('--format') });
	expect(await importing(good, { out: '/nonexistent/folder/out.jsonl' })).toMatchObject({
		code: 2,
		log: expect.stringContaining('ENOENT'),
	});
});

test('the submissions of a package go to a file of their own', async () => {
	await using folder = await folderOf({
		'p/problem.yaml': 'name: P',
		'p/data/sample/1.in': '',
		'p/data/sample/1.ans': '',
		'p/submissions/accepted/a.py': 'pass',
	});
	const options = { out: join(folder.path, 'out.jsonl'), submissions: join(folder.path, 'samples.jsonl') };
	expect(await runImport(join(folder.path, 'p'), options, { stdout: new Text(), stderr: new Text() })).toBe(0);
	expect(JSON.parse(await readFile(options.submissions, 'utf8'))).toMatchObject({
		problem_id: 'p',
		language: 'python',
		expected: 'accepted',
	});
	expect(JSON.parse(await readFile(options.out, 'utf8'))).toMatchObject({ id: 'p', tests: [{ id: 'sample/1' }] });
});

test('the help lists every format and has examples', () => {
	let help = '';
	const command = importCommand().configureOutput({ writeOut: (text) => (help += text) });
	command.outputHelp();
	expect(help).toContain('humaneval-x');
	expect(help).toContain('assay import HumanEval.jsonl.gz');
});
