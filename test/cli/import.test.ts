import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parquetOf } from '../../services/cli/export/parquet-file.ts';
import { assayHere } from '../support/cli.ts';
import { startAssay } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { folderOf } from '../testcases/formats/support.ts';

const problem = (id: string) => JSON.stringify({ id, tests: [{ kind: 'stdio', input: '', output: '' }] });

async function importing(content: string, ...options: string[]) {
	await using folder = await folderOf({ 'data.jsonl': content });
	const { code, stdout, stderr } = await assayHere(['import', join(folder.path, 'data.jsonl'), ...options]);
	return { code, out: stdout, log: stderr.replaceAll(`${folder.path}/`, '') };
}

test('writes one problem a line on standard output, and the counts on standard error', async () => {
	expect(await importing(`${problem('a')}\n${problem('b')}\n`)).toEqual({
		code: 0,
		out: `${problem('a')}\n${problem('b')}\n`,
		log: 'native: 2 problems with 2 tests, 0 records skipped\n',
	});
});

test('a skipped record is named with its file and line and counted with its reason, and makes the exit code 1, unless --lenient', async () => {
	const content = `${problem('a')}\nnonsense\n${problem('a')}\n`;
	const strict = await importing(content);
	expect(strict).toMatchObject({ code: 1, out: `${problem('a')}\n` });
	expect(strict.log).toMatch(/^data\.jsonl:2: not valid JSON.*\ndata\.jsonl:3: problem "a" was there before\n/);
	expect(strict.log).toMatch(/native: 1 problems with 1 tests, 2 records skipped\nrecords +skipped because\n +1 +not valid JSON/);
	expect((await importing(content, '--lenient')).code).toBe(0);
});

test('a file without problems is no success', async () => {
	expect((await importing('nonsense\n', '--format', 'native', '--lenient')).code).toBe(1);
});

test('an unknown format, one that cannot be told, and files that are not there are misuse', async () => {
	expect(await importing(problem('a'), '--format', 'nothing')).toMatchObject({
		code: 2,
		log: expect.stringContaining('native, humaneval'),
	});
	expect(await importing('{"alpha": 1}')).toMatchObject({ code: 2, log: expect.stringContaining('--format') });
	expect(await importing(problem('a'), '--out', '/nonexistent/folder/out.jsonl')).toMatchObject({
		code: 2,
		log: expect.stringContaining('ENOENT'),
	});
	expect(await assayHere(['import', '/nonexistent.jsonl'])).toMatchObject({ code: 2, stderr: expect.stringContaining('no such file') });
});

test('a file that is there is overwritten with --force only', async () => {
	await using folder = await temporaryFolder();
	await writeFile(folder.file('out.jsonl'), 'precious');
	expect(await importing(problem('a'), '--out', folder.file('out.jsonl'))).toMatchObject({
		code: 2,
		log: expect.stringContaining('--force'),
	});
	expect(await readFile(folder.file('out.jsonl'), 'utf8')).toBe('precious');
	expect(await importing(problem('a'), '--out', folder.file('out.jsonl'), '--force')).toMatchObject({ code: 0 });
	expect(await readFile(folder.file('out.jsonl'), 'utf8')).toBe(`${problem('a')}\n`);
});

test('an import that is interrupted leaves nothing behind', async () => {
	await using folder = await temporaryFolder();
	await writeFile(folder.file('data.jsonl'), Array.from({ length: 300_000 }, (_, index) => `${problem(`p${index}`)}\n`).join(''));
	const started = startAssay(['import', folder.file('data.jsonl'), '--out', folder.file('out.jsonl')]);
	await started.says(/500 records/);
	started.child.kill('SIGINT');
	expect(await started.finished).toMatchObject({ code: 130, stderr: expect.stringContaining('interrupted') });
	expect(await readdir(folder.path)).toEqual(['data.jsonl']);
});

test('the shards of a data set without ids are one data set, from Parquet as from JSON Lines', async () => {
	await using folder = await temporaryFolder();
	const row = (n: number) => ({ problem: 'Double.', tests: JSON.stringify({ inputs: [String(n)], outputs: [String(2 * n)] }) });
	await writeFile(folder.file('0.parquet'), parquetOf({ problem: 'string', tests: 'string' }, [row(1), row(2)]));
	await writeFile(folder.file('1.jsonl'), JSON.stringify(row(3)));
	const { code, stdout } = await assayHere(['import', folder.file('0.parquet'), folder.file('1.jsonl')]);
	expect(code).toBe(0);
	expect(stdout.match(/"id":"deepcoder\/\d+"/g)).toEqual(['"id":"deepcoder/1"', '"id":"deepcoder/2"', '"id":"deepcoder/3"']);
});

test('the submissions of a package go to a file of their own', async () => {
	await using folder = await folderOf({
		'p/problem.yaml': 'name: P',
		'p/data/sample/1.in': '',
		'p/data/sample/1.ans': '',
		'p/submissions/accepted/a.py': 'pass',
	});
	const [out, submissions] = [join(folder.path, 'out.jsonl'), join(folder.path, 'samples.jsonl')];
	expect(await assayHere(['import', join(folder.path, 'p'), '--out', out, '--submissions', submissions])).toMatchObject({ code: 0 });
	expect(JSON.parse(await readFile(submissions, 'utf8'))).toMatchObject({ problem_id: 'p', language: 'python', expected: 'accepted' });
	expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ id: 'p', tests: [{ id: 'sample/1' }] });
});

test('the help lists every format and has examples', async () => {
	const { stdout } = await assayHere(['import', '--help']);
	expect(stdout).toContain('synthetic-1');
	expect(stdout).toContain('assay import HumanEval.jsonl.gz');
});
