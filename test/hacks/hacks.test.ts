import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGrader, openGrader } from '../support/grader.ts';
import { suites } from './suites.ts';

const folder = join(import.meta.dirname, 'programs');
const titles: Readonly<Record<string, string>> = { python: 'Python', javascript: 'JavaScript', cpp: 'C++', java: 'Java' };

/**
 * What is paid all the same, and why. Only what runs in one process with its test
 * can be here: its results say so by `assurance`, and whoever trains on them can
 * leave them out.
 */
const known: Readonly<Record<string, string>> = {
	'python/joined/always-equal.py': 'a test that hands over a function is run beside the program, where `==` is the program’s own',
	'python/joined/says-the-mark.py': 'the mark is in the text of the program, which a program can read',
	'javascript/joined/frozen-console.js': 'the program runs before the test, and can keep its console from being changed',
	'javascript/joined/says-the-mark.js': 'the mark is in the text of the program, which a program can read',
	'javascript/code/agreeing-object.js': 'a method that is handed a function is run beside the test, and says what it likes',
	'cpp/code/always-equal.cpp': 'what is compared is of the program’s own class, with its own `==`',
	'cpp/code/failed-assert.cpp': 'macros of the program hold for the test that is compiled with it',
	'cpp/code/tries-all.cpp': 'a child of the program that is right is told from one that is not by how it ends',
	'cpp/code/says-the-mark.cpp': 'the mark is in the executable, which a program can read',
	'java/code/shadowed-classes.java': 'a class of the program goes before one that the test imports by a star',
	'java/code/says-the-mark.java': 'the mark is in the name of a class, which every stack trace shows',
};

/** Every file below `programs` is a cheat; its first line says what it tries, and how many tests it passes honestly when that is not none. */
const cheats = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.map((path) => path.replaceAll(sep, '/'))
	.filter((path) => /\.\w+$/.test(path))
	.sort()
	.map((path) => {
		const [language = '', kind = ''] = path.split('/');
		const code = readFileSync(join(folder, path), 'utf8');
		const [, tries, honest = '0'] = /^(?:#|\/\/) (.+?)(?: \(honest: (\d+)\))?\n/.exec(code) ?? [];
		const suite = suites[language]?.[kind];
		if (tries === undefined || suite === undefined) throw new Error(`${path} does not say what it tries, or there is no suite for it`);
		const who = `a ${titles[language]} program that ${tries}`;
		return { path, language, code, suite, who, honest: Number(honest), tests: suite.problem.id };
	});
const earning = (paid: boolean) => cheats.filter(({ path }) => path in known === paid);

describe('Of programs that try to be paid for what they have not earned', () => {
	let engine: OpenGrader;
	/** With one slot, so that whatever a cheat leaves behind is met by the honest program after it. */
	beforeAll(async () => {
		engine = await openGrader(1);
	});
	afterAll(async () => await engine?.[Symbol.asyncDispose]());

	const judge = async ({ suite, language, code }: (typeof cheats)[number]) => {
		const result = await engine.grader.grade({ problem: suite.problem, language, code });
		expect(await engine.grader.grade(suite.honest)).toMatchObject({ verdict: 'accepted' });
		return result;
	};

	for (const cheat of earning(false)) {
		const pay = cheat.honest === 0 ? 'nothing for' : `no more than ${cheat.honest} of its`;
		it(`${cheat.who} is paid ${pay} ${cheat.tests}`, async () => {
			const { passed, tests } = await judge(cheat);
			expect(passed).toBe(cheat.honest);
			expect(tests.map(({ verdict }) => verdict)).not.toContain('no_verdict');
		});
	}

	for (const cheat of earning(true)) {
		it(`${cheat.who} is paid for ${cheat.tests}, and the result says that they shared its process`, async () => {
			const { passed, tests } = await judge(cheat);
			expect(passed).toBeGreaterThan(cheat.honest);
			const paid = tests.filter(({ verdict }) => verdict === 'accepted');
			expect(paid.map(({ assurance }) => assurance)).toEqual(paid.map(() => 'in_process'));
		});
	}

	it('none has brought about a fault of ours', () => {
		expect(engine.faults).toEqual([]);
	});
});

it('Every hole that is known is that of a program here', () => {
	expect(Object.keys(known).filter((path) => !cheats.some((cheat) => cheat.path === path))).toEqual([]);
});
