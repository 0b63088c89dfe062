import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../runners/languages/index.ts';
import type { Grader } from '../../services/execution/contract.ts';
import { type Problem, Problem as ProblemSchema } from '../../testcases/schema.ts';
import { type OpenGrader, openGrader } from '../support/grader.ts';
import { languageCases, programOf, readingPrograms, readingTests } from './languages.ts';

let engine: OpenGrader;
let grader: Grader;

beforeAll(async () => {
	engine = await openGrader();
	({ grader } = engine);
});
afterAll(async () => {
	await engine?.[Symbol.asyncDispose]();
	expect(engine.faults).toEqual([]);
});

const problem = (parts: Record<string, unknown>): Problem => ProblemSchema.parse({ id: 'conformance', ...parts });

describe.each(languages.map((language) => language.name))('A program in %s', (language) => {
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

it('A language is found by its name and by each of its aliases, which no other language has', () => {
	const names = languages.flatMap((language) => [language.name, ...language.aliases]);
	expect(new Set(names).size).toBe(names.length);
});
