import { afterAll, describe, expect, it } from 'vitest';
import { Problem } from '../../testcases/schema.ts';
import { openGrader } from '../support/grader.ts';

const engine = await openGrader();
afterAll(async () => {
	await engine[Symbol.asyncDispose]();
	expect(engine.faults).toEqual([]);
});

const judge = async (answer: string, ...references: string[]) => {
	const problem = Problem.parse({ id: 'm', tests: references.map((reference) => ({ kind: 'math', answer: reference })) });
	return await engine.grader.grade({ problem, language: 'math', code: answer });
};

describe('A final answer', () => {
	it.each([
		['\\frac{1}{2}', '0.5'],
		['\\dfrac12', '\\frac{1}{2}'],
		['1 + x^2', 'x^2+1'],
		['(1,2)', '(1, 2)'],
		['\\{2, 1\\}', '\\{1, 2\\}'],
		['x = 3', '3'],
		['12', '12.0'],
		['2\\sqrt{2}', '\\sqrt{8}'],
		['\\text{even}', '\\text{even}'],
		['B', '\\text{(B)}'],
		['6.63 \\times 10^{-34}', '66.3 \\times 10^{-35}'],
		['\\frac{1}{30000}', '0.0000333'],
		['0.000000', '0'],
	])('%s is accepted for %s', async (answer, reference) => {
		expect(await judge(answer, reference)).toMatchObject({ verdict: 'accepted', passed: 1, tests: [{ compare: 'math-verify' }] });
	});

	it.each([
		['3', '2'],
		['0.3333', '\\frac13'],
		['(2, 1)', '(1, 2)'],
		['', '2'],
		['0.0', '10^{-7}'],
		['1.0 \\times 10^{-20}', '6.63 \\times 10^{-34}'],
		['-0.00000002', '0.00000002'],
		['{', '2'],
		['1, 2, 3, 4', '3'],
		['__import__("os").system("true")', '2'],
	])('%s is not accepted for %s', async (answer, reference) => {
		expect(await judge(answer, reference)).toMatchObject({ verdict: 'wrong_answer', passed: 0 });
	});

	it('that nobody can work out is stopped at its limit, and the next is judged', async () => {
		expect(await judge('9^{9^{9^{9}}}', '2')).toMatchObject({ verdict: 'time_limit' });
		expect(await judge('2', '2')).toMatchObject({ verdict: 'accepted' });
	});

	it('has no verdict, and not a wrong one, where the reference cannot be worked with', async () => {
		const result = await judge('2', '9^{9^{9^{9}}}', '\\text{}');
		expect(result.tests).toMatchObject([
			{ verdict: 'no_verdict' },
			{ verdict: 'no_verdict', reason: 'reference_unreadable: it is no LaTeX' },
		]);
	});

	it('is no program, and a program is no final answer', async () => {
		const code = Problem.parse({ id: 'c', tests: [{ kind: 'stdio', input: '', output: '' }] });
		await expect(engine.grader.grade({ problem: code, language: 'math', code: '2' })).rejects.toThrow(/cannot run tests of kind stdio/);
		const math = Problem.parse({ id: 'm', tests: [{ kind: 'math', answer: '2' }] });
		await expect(engine.grader.grade({ problem: math, language: 'python', code: '2' })).rejects.toThrow(/cannot run tests of kind math/);
	});
});
