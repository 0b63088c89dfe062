import { existsSync } from 'node:fs';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createGrader } from '../../../services/execution/grader.ts';
import { Problem } from '../../../testcases/schema.ts';
import { readingPrograms, readingTests } from '../../conformance/languages.ts';
import { openGrader } from '../../support/grader.ts';
import { openTestWall, repository } from '../../support/local-wall.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const engine = await openGrader(1);
afterAll(async () => await engine[Symbol.asyncDispose]());

/** Those that set-up makes something for, as far as they are there. */
const known = await engine.grader.languages();
const served = ['c', 'cpp', 'java', 'kotlin', 'scala', 'clojure', 'go'];
const installed = served.filter((name) => known.some((language) => language.name === name && language.installed));

/** Judges every usual way to read numbers on a machine where set-up has made only this. */
async function judge(language: string, made: (build: string) => Promise<unknown>) {
	await using folder = await temporaryFolder();
	await mkdir(folder.file('build'));
	for (const path of ['runners', 'build/agent']) await symlink(join(repository, path), folder.file(path));
	await made(folder.file('build'));
	const wall = await openTestWall({ repository: folder.path });
	const grader = await createGrader({ wall, slots: 1 });
	const problem = Problem.parse({ id: 'sum', tests: readingTests });
	const [program] = readingPrograms(language);
	const result = await grader.grade({ problem, language, code: program?.code ?? '' });
	await grader[Symbol.asyncDispose]();
	await wall.close();
	return result;
}

describe.each(installed)('A program in %s is judged all the same', { timeout: 120_000 }, (language) => {
	it('where set-up has made nothing for it', async () => {
		expect(await judge(language, async () => undefined)).toMatchObject({ verdict: 'accepted' });
	});

	it('where what set-up has made is for another version, or damaged', async () => {
		const made = async (build: string) => {
			for (const folder of ['c', 'cpp', 'jvm', 'go'].filter((name) => existsSync(join(repository, 'build', name)))) {
				const from = join(repository, 'build', folder);
				const spoilt: string[] = [];
				const filter = (path: string) => !/VERSION$|\.jsa$|\.gch$/.test(path) || spoilt.push(path) === 0;
				await cp(from, join(build, folder), { recursive: true, verbatimSymlinks: true, filter });
				for (const path of spoilt) await writeFile(join(build, folder, relative(from, path)), 'of another version\n');
			}
		};
		expect(await judge(language, made)).toMatchObject({ verdict: 'accepted' });
	});
});
