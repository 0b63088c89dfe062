import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { languages } from '../../runners/languages/index.ts';
import type { Grader } from '../../services/execution/contract.ts';
import { type Problem, Problem as ProblemSchema } from '../../testcases/schema.ts';
import { type OpenGrader, openGrader } from '../support/grader.ts';
import { languageCases, programOf, readingPrograms, readingTests } from './languages.ts';

let engine: OpenGrader;
let grader: Grader;
/** Those of `make test` must be there. */
const core = ['python', 'cpp', 'c', 'java', 'javascript', 'typescript'];
const all = languages.map(({ name }) => name);
const asked = process.env.ASSAY_LANGUAGES ?? core.join();
const chosen = asked === 'all' ? all : asked.split(',');
const installed = new Set(asked === 'all' ? [] : chosen);

beforeAll(async () => {
	engine = await openGrader();
	({ grader } = engine);
	if (asked !== 'all') return;
	for (const info of await grader.languages()) if (info.installed) installed.add(info.name);
	console.log(`installed: ${chosen.filter((name) => installed.has(name)).join(' ')}`);
	console.log(`not installed: ${chosen.filter((name) => !installed.has(name)).join(' ') || 'none'}`);
});
afterAll(async () => {
	await engine?.[Symbol.asyncDispose]();
	expect(engine.faults).toEqual([]);
});

const problem = (parts: Record<string, unknown>): Problem => ProblemSchema.parse({ id: 'conformance', ...parts });

// Some compilers take half a minute on a busy machine.
describe.each(chosen)('A program in %s', { timeout: 180_000 }, (language) => {
	beforeEach((test) => test.skip(!installed.has(language), `${language} is not installed`));

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
