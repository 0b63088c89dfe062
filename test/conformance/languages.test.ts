import { afterAll, describe, expect, it } from 'vitest';
import { languages } from '../../runners/languages/index.ts';
import { type Problem, Problem as ProblemSchema } from '../../testcases/schema.ts';
import { openGrader } from '../support/grader.ts';
import { languageCases, programOf, readingPrograms, readingTests } from './languages.ts';

const engine = await openGrader();
const { grader } = engine;
afterAll(async () => {
	await engine[Symbol.asyncDispose]();
	expect(engine.faults).toEqual([]);
});

/** Those that the set-up brings: a machine that lacks one fails its tests. */
const core = ['python', 'cpp', 'c', 'java', 'javascript', 'typescript'];
const chosen = await languagesUnderTest(process.env.ASSAY_LANGUAGES ?? core.join());

/** Those that are named, or of `all` the core and whatever else is installed, which it says. */
async function languagesUnderTest(asked: string): Promise<readonly string[]> {
	if (asked !== 'all') return asked.split(',');
	const known = (await grader.languages()).filter(({ answers }) => !answers);
	const there = known.filter(({ name, installed }) => installed || core.includes(name)).map(({ name }) => name);
	console.log(`tested: ${there.join(' ')}`);
	const absent = known.filter(({ name }) => !there.includes(name)).map(({ name }) => name);
	console.log(`not installed, and not tested: ${absent.join(' ') || 'none'}`);
	return there;
}

const problem = (parts: Record<string, unknown>): Problem => ProblemSchema.parse({ id: 'conformance', ...parts });

// Some compilers take half a minute on a busy machine.
describe.each(chosen)('A program in %s', { timeout: 180_000 }, (language) => {
	it.each(languageCases)('$title', async ({ program, input = '', output = '', limits, verdict, reason }) => {
		const suite = problem({ tests: [{ kind: 'stdio', input, output }], limits });
		const result = await grader.grade({ problem: suite, language, code: programOf(language, program) });
		expect(result.tests).toMatchObject([{ verdict }]);
		expect(result.verdict).toBe(verdict);
		expect(result.tests[0]?.reason ?? '').toMatch(new RegExp(`^${reason ?? ''}`));
	});

	it('gets compile_error with the message when it does not compile', async () => {
		const suite = problem({ tests: [{ kind: 'stdio', input: '', output: '' }] });
		const result = await grader.grade({ problem: suite, language, code: programOf(language, 'broken') });
		expect(result).toMatchObject({ verdict: 'compile_error', passed: 0, tests: [{ verdict: 'compile_error' }] });
		expect(result.compile_output).toMatch(/error/i);
	});

	it.each(readingPrograms(language))('reads its input by $name', async ({ code }) => {
		const result = await grader.grade({ problem: problem({ tests: readingTests }), language, code });
		expect(result.tests).toMatchObject(readingTests.map(() => ({ verdict: 'accepted' })));
	});
});

it('A language whose version a tool of the machine tells says what else its toolchain is', () => {
	const tools = new Set(['sh', '/bin/sh', 'sed', 'cat', 'env']);
	const silent = languages.filter(({ version, toolchain }) => tools.has(version[0] ?? '') && toolchain === undefined);
	expect(silent.map(({ name }) => name)).toEqual([]);
});

it('A language is found by its name and by each of its aliases, which no other language has', () => {
	const names = languages.flatMap((language) => [language.name, ...language.aliases]);
	expect(new Set(names).size).toBe(names.length);
});
