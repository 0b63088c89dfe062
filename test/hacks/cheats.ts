import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { suites } from './suites.ts';

const folder = join(import.meta.dirname, 'programs');
const titles: Readonly<Record<string, string>> = { python: 'Python', javascript: 'JavaScript', cpp: 'C++', java: 'Java' };

/**
 * What is paid all the same, and why. Only what runs in one process with its test
 * can be here: its results say so by `assurance`, and whoever trains on them can
 * leave them out.
 */
export const known: Readonly<Record<string, string>> = {
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
export const cheats = readdirSync(folder, { recursive: true, encoding: 'utf8' })
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
export const earning = (paid: boolean) => cheats.filter(({ path }) => path in known === paid);
